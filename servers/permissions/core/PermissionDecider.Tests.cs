using Diesis.Contracts.Permissions;
using Diesis.Manifests;
using Diesis.Tests;

namespace Diesis.Servers.Permissions;

public sealed class PermissionDeciderTests
{
    private static readonly Subject Files = Subject.Of(new ContractId(0x1234_5678_9ABC)), Power = Subject.Of(Permission.PowerOff);

    private sealed class Asker(params Answer[] answers) : IAsker
    {
        private int _next;
        public int Asked => _next;
        public Answer Ask(string program, Subject subject) => answers[_next++];
    }

    private readonly PermissionBook _book = new(4096);

    private PermissionDecider Decider(IAsker? asker = null) => new(_book) { Asker = asker };

    [Fact]
    public void ASandboxWithNothingIsTheDefault()
    {
        Assert.Equal(new(false, DecisionReason.Default), Decider().Decide("game", Files));
        Assert.Equal(new(false, DecisionReason.Default), Decider(new Asker(Answer.None)).Decide("game", Files));
    }

    [Fact]
    public void StoredAnswersAskNobody()
    {
        Asker asker = new();
        Assert.True(_book.TryAdd("game", Files, false) && _book.TryAdd("editor", Files, true));
        Assert.Equal(new(false, DecisionReason.Stored), Decider(asker).Decide("game", Files));
        Assert.Equal(new(true, DecisionReason.Stored), Decider(asker).Decide("editor", Files));
    }

    [Fact]
    public void AnAnswerHoldsOnceOrAlways()
    {
        Asker asker = new(Answer.Allow, Answer.Deny, Answer.AlwaysAllow);
        PermissionDecider decider = Decider(asker);
        Assert.Equal(new(true, DecisionReason.Asked), decider.Decide("game", Files));
        Assert.Equal(new(false, DecisionReason.Asked), decider.Decide("game", Files));
        Assert.Equal(new(true, DecisionReason.Asked), decider.Decide("game", Files));
        Assert.Equal(new(true, DecisionReason.Stored), decider.Decide("game", Files));
        Assert.Equal(3, asker.Asked);
        _book.Forget("game");
        Assert.Null(_book.Find("game", Files));
    }

    [Fact]
    public void AnswersOutliveTheService()
    {
        byte[] memory = new byte[4096];
        Assert.True(_book.TryAdd("game", Files, true) && _book.TryAdd(new string('n', 32), Power, false));
        _book.Save(memory);
        PermissionBook read = new(4096);
        Assert.True(read.TryLoad(memory));
        Assert.Equal(2, read.Count);
        Assert.True(read.Find("game", Files));
        Assert.False(read.Find(new string('n', 32), Power));
        Assert.False(read.TryLoad(new byte[4096]));
        Assert.Equal(0, read.Count);
    }

    [Fact]
    public void TheBookIsBounded()
    {
        PermissionBook small = new(16 + 2 * 48);
        Assert.True(small.TryAdd("a", Files, true) && small.TryAdd("b", Files, true));
        Assert.False(small.TryAdd("c", Files, true));
        Assert.True(small.TryAdd("b", Files, false));
        Assert.False(small.TryAdd(new string('n', 33), Files, true));
        small.Save(new byte[16 + 2 * 48]);
    }

    [Fact]
    public void DamagedMemoryIsReadOrRefused()
    {
        byte[] memory = new byte[512];
        PermissionBook book = new(512);
        for (int i = 0; i < 8; i++) Assert.True(book.TryAdd($"program-{i}", Files, true));
        book.Save(memory);
        Fuzzing.Run(10_000, fuzzing => _ = new PermissionBook(512).TryLoad(fuzzing.Mutate(memory)));
    }
}
