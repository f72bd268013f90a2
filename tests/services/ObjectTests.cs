using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Local;

namespace Diesis.Tests.Services;

/// <summary>Objects that calls return, and calls that are answered later.</summary>
public sealed class ObjectTests : IDisposable
{
    private readonly Drawer _drawer = new();
    private readonly LocalServer _server;
    private readonly LocalProcess _process = new();
    private readonly DrawerClient _client;
    private ObjectServer _served = null!;

    public ObjectTests()
    {
        _server = LocalServer.Host(server =>
        {
            _served = server;
            server.Offer<DrawerDispatcher<IDrawer>, IDrawer>(_ => _drawer);
        });
        _process.Enter();
        Handle<Endpoint> at = _server.Offer();
        Assert.Equal(Status.Ok, DrawerClient.Connect(at, out _client, parts: 4));
        Assert.Equal(Status.Ok, Kernel.Release(at));
    }

    /// <summary>Nobody keeps what it was not given.</summary>
    public void Dispose()
    {
        Assert.Equal(0, Open);
        _client.Dispose();
        Assert.Equal(LocalProcess.OwnHandles, _process.HandleCount);
        Assert.Equal(LocalProcess.OwnHandles + 1, _server.Process.HandleCount);
        _server.Dispose();
    }

    private int Open
    {
        get
        {
            Assert.Equal(Status.Ok, _client.CountOpen(out int sheets));
            return sheets;
        }
    }

    private static int Next(ISheet sheet)
    {
        Assert.Equal(Status.Ok, sheet.Next(out int number));
        return number;
    }

    [Fact]
    public void EachObjectHasItsOwnState()
    {
        Assert.Equal(Status.Ok, _client.Open("four", out ISheet one));
        Assert.Equal(Status.Ok, _client.Open("sixsix", out ISheet two));
        Assert.Equal(4, Next(one));
        Assert.Equal(6, Next(two));
        Assert.Equal(5, Next(one));
        ISheet three = one.Again().Value;
        one.Dispose();
        Assert.Equal(6, Next(three));
        Assert.Equal(2, Open);
        two.Dispose();
        three.Dispose();
    }

    [Fact]
    public void AFailureMakesNoObject()
    {
        Assert.Equal(Status.OutOfRange, _client.Open("none", out ISheet sheet));
        Assert.Null(sheet);
    }

    [Fact]
    public void AnObjectThatWasClosedIsGone()
    {
        Assert.Equal(Status.Ok, _client.Open("x", out ISheet sheet));
        Handle<Endpoint> endpoint = ((SheetClient)sheet).Connection.Endpoint;
        Assert.Equal(Status.Ok, Kernel.Clone(endpoint, Rights.Call, 0, out Handle kept));
        sheet.Dispose();
        Message message = new() { Label = RequestLabel.FirstMethod };
        Assert.Equal(Status.Ok, Kernel.Call(new(kept), ref message));
        Assert.Equal(Status.PeerClosed, new ReplyLabel(message.Label).Status);
        Assert.Equal(Status.Ok, Kernel.Release(kept));
    }

    [Fact]
    public void ObjectsOfAProcessThatEndsAreDisposedOf()
    {
        LocalProcess other = new();
        System.Threading.Thread thread = new(() =>
        {
            other.Enter();
            Assert.Equal(Status.Ok, DrawerClient.Connect(_server.Offer(), out DrawerClient client));
            for (int i = 0; i < 5; i++) Assert.Equal(Status.Ok, client.Open("x", out _));
        });
        thread.Start();
        thread.Join();
        Assert.Equal(5, Open);
        other.End();
        // Who comes next makes the server look.
        Handle<Endpoint> at = _server.Offer();
        Assert.Equal(Status.Ok, DrawerClient.Connect(at, out DrawerClient next));
        next.Dispose();
        _ = Kernel.Release(at);
    }

    [Fact]
    public void AServerThatIsToldOfEndsLooksAtOnce()
    {
        LocalProcess other = new();
        System.Threading.Thread thread = new(() =>
        {
            other.Enter();
            Assert.Equal(Status.Ok, DrawerClient.Connect(_server.Offer(), out DrawerClient client));
            Assert.Equal(Status.Ok, client.Open("x", out _));
        });
        thread.Start();
        thread.Join();
        Assert.Equal(1, Open);
        AskToClose();
        Assert.Equal(1, Open);
        other.End();
        AskToClose();
        Assert.Equal(0, Open);
    }

    /// <summary>By a thread of the server's own process.</summary>
    private void AskToClose()
    {
        System.Threading.Thread thread = new(() =>
        {
            _server.Process.Enter();
            Assert.Equal(Status.Ok, _served.CloseEndedClients());
        });
        thread.Start();
        thread.Join();
    }

    [Fact]
    public void AnObjectCanBeGivenToAnotherProcess()
    {
        Assert.Equal(Status.Ok, _client.Open("abc", out ISheet sheet));
        LocalProcess other = new();
        Handle<Endpoint> given = new(other.Give(((SheetClient)sheet).Connection.Endpoint, Rights.Call));
        int seen = 0;
        System.Threading.Thread thread = new(() =>
        {
            other.Enter();
            if (SheetClient.Connect(given, out SheetClient mine) == Status.Ok && mine.Next(out seen) == Status.Ok) mine.Dispose();
        });
        thread.Start();
        thread.Join();
        Assert.Equal(3, seen);
        Assert.Equal(1, Open);
        Assert.Equal(4, Next(sheet));
        sheet.Dispose();
    }

    [Fact]
    public async Task ASlowCallDoesNotHoldTheServer()
    {
        ValueTask<Result<ISheet>> slow = _client.OpenLater(1, "slow!");
        Assert.Equal("hello 1", (await _client.Echo("hello", 1)).Value);
        Assert.Equal("hello 2", (await _client.Echo("hello", 2)).Value);
        Assert.Equal(0, Open);
        _drawer.Later.SetResult();
        using ISheet sheet = (await slow).Value;
        Assert.Equal(5, Next(sheet));
        Assert.Equal(Status.OutOfRange, (await _client.OpenLater(1, "none")).Status);
    }

    [Fact]
    public async Task MoreCallsThanTheWindowAreAllAnswered()
    {
        var calls = Enumerable.Range(0, 10 * AsyncCalls.Window).Select(i => _client.Echo("n", (ulong)i).AsTask()).ToArray();
        Result<string>[] results = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, results.Length).Select(i => $"n {i}"), results.Select(r => r.Value));
    }

    [Fact]
    public async Task ACallUnderWayIsCancelledByTheServer()
    {
        Assert.Equal(Status.Ok, Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> begun));
        Assert.Equal(Status.Ok, Kernel.Clone(begun, Rights.Signal | Rights.Transfer, 0, out Handle given));
        using CancellationTokenSource source = new();
        ValueTask<Status> call = _client.Wait(new(given), source.Token);
        Assert.Equal(Status.Ok, Kernel.Wait(begun, ulong.MaxValue, out _));
        Assert.False(call.IsCompleted);
        await source.CancelAsync();
        Assert.Equal(Status.Cancelled, await call);
        _ = Kernel.Release(begun);
    }

    [Fact]
    public async Task ACallThatWasCancelledBeforeIsNotMade()
    {
        Assert.Equal(Status.Cancelled, await _client.Wait(default, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task ACallUnderWayEndsWithItsServer()
    {
        var server = LocalServer.Host(host => host.Offer<DrawerDispatcher<IDrawer>, IDrawer>(_ => new Drawer()));
        Handle<Endpoint> at = server.Offer();
        Assert.Equal(Status.Ok, DrawerClient.Connect(at, out DrawerClient client));
        Assert.Equal(Status.Ok, Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> begun));
        Assert.Equal(Status.Ok, Kernel.Clone(begun, Rights.Signal | Rights.Transfer, 0, out Handle given));
        ValueTask<Status> call = client.Wait(new(given));
        Assert.Equal(Status.Ok, Kernel.Wait(begun, ulong.MaxValue, out _));
        server.Dispose();
        Assert.Equal(Status.PeerClosed, await call);
        client.Dispose();
        _ = Kernel.Release(begun);
        _ = Kernel.Release(at);
    }

    [Fact]
    public void WhoIsOfferedNothingIsRefused()
    {
        Handle<Endpoint> at = _server.Offer();
        Assert.Equal(Status.NotSupported, TextClient.Connect(at, out _));
        _ = Kernel.Release(at);
    }
}
