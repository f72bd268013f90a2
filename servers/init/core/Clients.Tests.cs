namespace Diesis.Servers.Init;

public sealed class ClientsTests
{
    private sealed class World : IServiceWorld
    {
        public StartOutcome Start(Service service) => StartOutcome.Runs;
        public void AskToStop(Service service) { }
        public void Stop(Service service) { }
        public void Report(ReportLevel level, string text) { }
    }

    private static readonly ServiceDescription Game = new() { Name = "game" };

    private readonly Supervisor _supervisor = new([new() { Name = "log" }, new() { Name = "processes" }], new World());
    private readonly Clients _clients;

    public ClientsTests() => _clients = new(_supervisor);

    [Fact]
    public void ServicesAreKnownFromTheBeginning()
    {
        foreach (Service service in _supervisor.Services)
        {
            Assert.True(_clients.TryFind(Clients.BadgeOf(service), out ServiceDescription? description));
            Assert.Same(service.Description, description);
            Assert.True(_clients.TryFindService(Clients.BadgeOf(service), out Service? found));
            Assert.Same(service, found);
        }
        Assert.False(_clients.TryFind(0, out _));
        Assert.False(_clients.TryFind(3, out _));
    }

    [Fact]
    public void AGuestIsKnownUntilItEndsAndItsBadgeIsNobodysAfterwards()
    {
        Service host = _supervisor.Services[1];
        Assert.True(_clients.TryAdd(Game, host, out ulong first));
        Assert.True(_clients.TryFind(first, out ServiceDescription? found));
        Assert.Same(Game, found);
        Assert.Same(host, _clients.HostOf(first));
        Assert.Null(_clients.HostOf(Clients.BadgeOf(host)));
        Assert.False(_clients.TryFindService(first, out _));
        Assert.True(_clients.TryRemove(first, host));
        Assert.False(_clients.TryFind(first, out _));
        Assert.True(_clients.TryAdd(Game, host, out ulong second));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void OnlyItsHostSaysThatItHasEnded()
    {
        Assert.True(_clients.TryAdd(Game, _supervisor.Services[1], out ulong badge));
        Assert.False(_clients.TryRemove(badge, _supervisor.Services[0]));
        Assert.False(_clients.TryRemove(Clients.BadgeOf(_supervisor.Services[0]), _supervisor.Services[1]));
        Assert.Equal(1, _clients.GuestCount);
    }

    [Fact]
    public void WithTheirHostGuestsEnd()
    {
        Assert.True(_clients.TryAdd(Game, _supervisor.Services[0], out ulong stays));
        for (int i = 0; i < 3; i++) Assert.True(_clients.TryAdd(Game, _supervisor.Services[1], out _));
        Assert.Equal(3, _clients.RemoveAllOf(_supervisor.Services[1]).Count);
        Assert.Equal(1, _clients.GuestCount);
        Assert.True(_clients.TryFind(stays, out _));
    }

    [Fact]
    public void GuestsAreBounded()
    {
        for (int i = 0; i < Clients.MostGuests; i++) Assert.True(_clients.TryAdd(Game, _supervisor.Services[1], out _));
        Assert.False(_clients.TryAdd(Game, _supervisor.Services[1], out _));
    }
}
