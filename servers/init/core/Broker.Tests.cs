using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Manifests;

namespace Diesis.Servers.Init;

public sealed class BrokerTests
{
    private static readonly ContractId Log = new(1), Files = new(2), Secret = new(3), Nobodys = new(4), Asking = new(5);

    private sealed class World : IServiceWorld
    {
        public int Starts { get; private set; }
        public StartOutcome Start(Service service)
        {
            Starts++;
            return StartOutcome.Runs;
        }

        public void AskToStop(Service service) { }
        public void Stop(Service service) { }
        public void Report(ReportLevel level, string text) { }
    }

    private sealed class Permissions : IPermissionSource
    {
        public bool IsForAll(ContractId contract) => contract == Asking;
        public Verdict MayUse(ServiceDescription client, ContractId contract) => new(contract != Secret, DecidedBy.System);
    }

    private readonly World _world = new();
    private readonly Supervisor _supervisor;
    private readonly Broker _broker;

    private readonly ServiceDescription _client = new()
    {
        Name = "client",
        Wants = [new(Log, WantOptions.None, 7), new(Secret, WantOptions.None, 8), new(Nobodys, WantOptions.Optional, 9)],
    };

    public BrokerTests()
    {
        _supervisor = new([new() { Name = "log", Offers = [Log] }, new() { Name = "files", Offers = [Files] }, new() { Name = "vault", Offers = [Secret] }, new() { Name = "permissions", Offers = [Asking] }], _world);
        _broker = new(_supervisor, new Permissions());
    }

    [Fact]
    public void AClientGetsWhatItsManifestNamesAndItIsPermitted()
    {
        Assert.Equal(Status.Ok, _broker.Connect(_client, Log, 0, 0, out Service? provider));
        Assert.Equal("log", provider!.Name);
        Assert.Equal(1, _world.Starts);
    }

    [Fact]
    public void WhoMayUseAServiceMayWatchIt()
    {
        Assert.Equal(Status.Ok, _broker.FindPermitted(_client, Log, 0, out Service? provider));
        Assert.Equal("log", provider!.Name);
        Assert.Equal(0, _world.Starts);
        Assert.Equal(Status.NotPermitted, _broker.FindPermitted(_client, Files, 0, out _));
        Assert.Equal(Status.NotPermitted, _broker.FindPermitted(_client, Secret, 0, out _));
        Assert.Equal(Status.NotSupported, _broker.FindPermitted(_client, Nobodys, 0, out _));
    }

    [Fact]
    public void WhoElseOffersAContractIsReachedByNumber()
    {
        Supervisor supervisor = new([new() { Name = "first", Offers = [Log] }, new() { Name = "files", Offers = [Files] }, new() { Name = "second", Offers = [Log] }], _world);
        Broker broker = new(supervisor, new Permissions());
        Assert.Equal(Status.Ok, broker.Connect(_client, Log, 1, 0, out Service? provider));
        Assert.Equal("second", provider!.Name);
        Assert.Equal(Status.Ok, broker.Connect(_client, Log, 0, 0, out provider));
        Assert.Equal("first", provider!.Name);
        Assert.Equal(Status.NotSupported, broker.Connect(_client, Log, 2, 0, out _));
        Assert.Equal(Status.NotSupported, broker.FindPermitted(_client, Log, uint.MaxValue, out _));
    }

    [Fact]
    public void ItGetsNothingElse()
    {
        Assert.Equal(Status.NotPermitted, _broker.Connect(_client, Files, 0, 0, out Service? provider));
        Assert.Null(provider);
        Assert.Equal(Status.NotPermitted, _broker.Connect(_client, Secret, 0, 0, out _));
        Assert.Equal(Status.NotSupported, _broker.Connect(_client, Nobodys, 0, 0, out _));
        Assert.Equal(0, _world.Starts);
        Assert.Null(_broker.Why("client", Secret));
    }

    [Fact]
    public void WhatBecameOfEachContractOfAManifestIsTold()
    {
        Assert.Equal(Status.Ok, _broker.Connect(_client, Log, 0, 0, out _));
        ServiceDescription client = _client with { Offers = [Files] };
        ContractUse[] uses = new ContractUse[4];
        Assert.Equal(4u, _broker.ListContracts(client, 0, uses));
        Assert.Equal([Files.Value, Log.Value, Secret.Value, Nobodys.Value], uses.Select(use => use.Contract));
        Assert.Equal([ContractUseKind.Offered, ContractUseKind.Wanted, ContractUseKind.Wanted, ContractUseKind.Wanted], uses.Select(use => use.Kind));
        Assert.Equal([0u, 7u, 8u, 9u], uses.Select(use => use.Line));
        Assert.Equal([true, true, false, true], uses.Select(use => use.IsPermitted));
        Assert.Equal([false, true, false, false], uses.Select(use => use.IsConnected));
        Assert.Equal([false, false, false, true], uses.Select(use => use.IsOptional));
        Assert.Equal(["client", "log", "vault", ""], uses.Select(use => System.Text.Encoding.ASCII.GetString(use.Provider).TrimEnd('\0')));
        // In parts, and no further than there is.
        Assert.Equal(1u, _broker.ListContracts(client, 3, uses));
        Assert.Equal(Nobodys.Value, uses[0].Contract);
        Assert.Equal(0u, _broker.ListContracts(client, 4, uses));
        Assert.Equal(0u, _broker.ListContracts(client, uint.MaxValue, uses));
        Assert.Equal(2u, _broker.ListContracts(client, 1, uses.AsSpan(0, 2)));
    }

    [Fact]
    public void EverybodyMayAsk()
    {
        Assert.Equal(Status.Ok, _broker.Connect(_client, Asking, 0, 0, out Service? provider));
        Assert.Equal("permissions", provider!.Name);
    }

    [Fact]
    public void AServerThatIsGivenUpIsClosed()
    {
        Assert.Equal(Status.Ok, _broker.Connect(_client, Log, 0, 0, out Service? provider));
        _supervisor.Ended(provider!, new(ExitKind.Faulted, 0), 1);
        Assert.Equal(Status.PeerClosed, _broker.Connect(_client, Log, 0, 2, out _));
    }

    [Fact]
    public void WhatWasGivenCanBeExplained()
    {
        Assert.Null(_broker.Why("client", Log));
        _ = _broker.Connect(_client, Log, 0, 0, out _);
        Assert.Equal("granted by init, manifest of client, line 7, permitted by the system's manifest; log offers it", _broker.Why("client", Log)!.ToString());
        Assert.Null(_broker.Why("client", Files));
    }
}
