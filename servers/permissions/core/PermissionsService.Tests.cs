using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Contracts.Permissions;
using Diesis.Local;
using Diesis.Manifests;
using Diesis.Services;

namespace Diesis.Servers.Permissions;

public sealed unsafe class PermissionsServiceTests
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(4096, pinned: true);

    private StateMemory Memory => new(Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_bytes)), _bytes.Length);

    private sealed class Yes : IAsker
    {
        public Answer Ask(string program, Subject subject) => Answer.AlwaysAllow;
    }

    /// <summary>Knows a program by the badge 5, and notes what it was permitted.</summary>
    private sealed class Clients : IClients
    {
        public List<(ulong, ulong, bool)> Permitted { get; } = [];

        public bool TryName(ulong badge, out string name)
        {
            name = "game";
            return badge == 5;
        }

        public Status Permit(ulong badge, ContractId contract, bool wasAsked)
        {
            if (contract.Value == 666) return Status.BadArgument;
            Permitted.Add((badge, contract.Value, wasAsked));
            return Status.Ok;
        }
    }

    private readonly Clients _clients = new();

    private void With(IAsker? asker, Action<PermissionsClient> act, ulong badge = 5)
    {
        using LocalServer server = LocalServer.Start<PermissionsDispatcher<PermissionsService>, PermissionsService>(new PermissionsService(Memory, _clients, asker));
        Assert.Equal(Status.Ok, PermissionsClient.Connect(server.Offer(badge), out PermissionsClient client));
        act(client);
        client.Dispose();
    }

    private static (bool, DecisionReason) Decide(PermissionsClient client, ulong subject)
    {
        Assert.Equal(Status.Ok, client.Request(subject, out bool isAllowed, out DecisionReason reason));
        return (isAllowed, reason);
    }

    [Fact]
    public void AnswersOutliveTheServer()
    {
        With(null, client =>
        {
            Assert.Equal((false, DecisionReason.Default), Decide(client, 7));
            Assert.Equal(Status.Ok, client.SetAnswer("game"u8, 8, true));
        });
        With(new Yes(), client => Assert.Equal((true, DecisionReason.Asked), Decide(client, 7)));
        With(null, client =>
        {
            Assert.Equal((true, DecisionReason.Stored), Decide(client, 7));
            Assert.Equal((true, DecisionReason.Stored), Decide(client, 8));
            Assert.Equal(Status.Ok, client.Forget("game"u8));
            Assert.Equal((false, DecisionReason.Default), Decide(client, 7));
        });
    }

    [Fact]
    public void AFullBookSaysSo() => With(null, client =>
    {
        Status status = Status.Ok;
        for (ulong i = 0; i < 200 && status == Status.Ok; i++) status = client.SetAnswer("game"u8, i, true);
        Assert.Equal(Status.TableFull, status);
    });

    [Fact]
    public void TheBrokerIsToldWhatIsAllowedAndNothingElse()
    {
        With(null, client => _ = Decide(client, 7));
        Assert.Empty(_clients.Permitted);
        With(new Yes(), client => _ = Decide(client, 7));
        With(null, client => _ = Decide(client, 7));
        Assert.Equal([(5, 7, true), (5, 7, false)], _clients.Permitted);
    }

    [Fact]
    public void StrangersAndWhatNoManifestNamesAreRefused()
    {
        With(new Yes(), client => Assert.Equal(Status.BadArgument, client.Request(7, out bool isAllowed, out _)), badge: 6);
        With(new Yes(), client =>
        {
            Assert.Equal(Status.BadArgument, client.Request(666, out bool isAllowed, out _));
            Assert.False(isAllowed);
        });
    }
}
