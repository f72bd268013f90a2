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

    /// <summary>Whom the system trusts, and whom it does not.</summary>
    private const ulong Shell = 9, Game = 5;

    /// <summary>Knows them by their badges, and notes what they were permitted.</summary>
    private sealed class Clients : IClients
    {
        public List<(ulong, ulong, bool)> Permitted { get; } = [];

        public bool TryFind(ulong badge, ContractId contract, out Client client)
        {
            client = badge == Shell ? new("shell", true, true) : new("game", contract.Value != 666, false);
            return badge is Shell or Game;
        }

        public Status Permit(ulong badge, ContractId contract, bool wasAsked)
        {
            Permitted.Add((badge, contract.Value, wasAsked));
            return Status.Ok;
        }
    }

    private readonly Clients _clients = new();

    private void With(IAsker? asker, Action<PermissionsClient> act, ulong badge = Game)
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
        With(null, game => Assert.Equal((false, DecisionReason.Default), Decide(game, 7)));
        With(null, shell => Assert.Equal(Status.Ok, shell.SetAnswer("game"u8, 8, true)), Shell);
        With(new Yes(), game => Assert.Equal((true, DecisionReason.Asked), Decide(game, 7)));
        With(null, game =>
        {
            Assert.Equal((true, DecisionReason.Stored), Decide(game, 7));
            Assert.Equal((true, DecisionReason.Stored), Decide(game, 8));
        });
        With(null, shell => Assert.Equal(Status.Ok, shell.Forget("game"u8)), Shell);
        With(null, game => Assert.Equal((false, DecisionReason.Default), Decide(game, 7)));
    }

    [Fact]
    public void AFullBookSaysSo() => With(null, shell =>
    {
        Status status = Status.Ok;
        for (ulong i = 0; i < 200 && status == Status.Ok; i++) status = shell.SetAnswer("game"u8, i, true);
        Assert.Equal(Status.TableFull, status);
    }, Shell);

    [Fact]
    public void NobodyAnswersForTheUserWhoIsNotTrusted()
    {
        With(null, shell => Assert.Equal(Status.Ok, shell.SetAnswer("game"u8, 8, false)), Shell);
        With(null, game =>
        {
            Assert.Equal(Status.NotPermitted, game.SetAnswer("game"u8, 7, true));
            Assert.Equal(Status.NotPermitted, game.Forget("game"u8));
            Assert.Equal((false, DecisionReason.Default), Decide(game, 7));
            Assert.Equal((false, DecisionReason.Stored), Decide(game, 8));
        });
    }

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
    public void StrangersAndWhatNoManifestNamesAreRefusedWithoutAQuestion()
    {
        With(new Yes(), client => Assert.Equal(Status.BadArgument, client.Request(7, out _, out _)), badge: 6);
        With(new Yes(), client =>
        {
            Assert.Equal(Status.BadArgument, client.Request(666, out bool isAllowed, out _));
            Assert.False(isAllowed);
        });
        Assert.Empty(_clients.Permitted);
        With(null, shell => Assert.Equal(Status.Ok, shell.Forget("nobody"u8)), Shell);
    }
}
