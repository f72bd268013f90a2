using System.Collections.Concurrent;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Local;

namespace Diesis.Tests.Services;

/// <summary>Conversations that outlive their server, and what of it clients see.</summary>
public sealed class RestartTests : IDisposable
{
    private const int Counts = 1, Looks = 2;

    /// <summary>Calls, by what they do; over all instances.</summary>
    private static readonly int[] Made = new int[3];

    private int _instances;
    private int _fatal;
    private readonly KeptServer _server;
    private readonly LocalProcess _process = new();

    public RestartTests()
    {
        Array.Clear(Made);
        _server = new(endpoint =>
        {
            ObjectServer server = new(endpoint);
            Keeper keeper = new(this, Interlocked.Increment(ref _instances));
            server.Offer<KeeperDispatcher<IKeeper>, IKeeper>(_ => keeper);
            return server.Run();
        });
        _process.Enter();
    }

    /// <summary>Nobody keeps what it was not given.</summary>
    public void Dispose()
    {
        Assert.Equal(LocalProcess.OwnHandles, _process.HandleCount);
        _server.Dispose();
    }

    private KeeperClient Connect(int parts = 1)
    {
        Handle<Endpoint> at = _server.Offer();
        Assert.Equal(Status.Ok, KeeperClient.Connect(at, out KeeperClient client, parts));
        Assert.Equal(Status.Ok, Kernel.Release(at));
        return client;
    }

    private void Restart()
    {
        _server.Kill();
        _server.Start();
    }

    /// <summary>Has so many calls end the instance that they come to, after they were done.</summary>
    private void EndAfterCalls(int calls) => Volatile.Write(ref _fatal, calls);

    private sealed class Keeper(RestartTests test, int instance) : IKeeper
    {
        private int _calls;

        /// <summary>The instance ends as a fault would end it, and another is started.</summary>
        private void Done(int what)
        {
            _ = Interlocked.Increment(ref Made[what]);
            _calls++;
            if (Interlocked.Decrement(ref test._fatal) < 0) return;
            test._server.Process.End();
            test._server.Start();
        }

        public Status Look(out int which, out int calls)
        {
            which = instance;
            calls = _calls;
            Done(Looks);
            return Status.Ok;
        }

        public Status Count(int by, out int which)
        {
            which = instance;
            Done(Counts);
            return by == 0 ? Status.PeerClosed : Status.Ok;
        }

        public Status Take(Handle<Notification> moved)
        {
            Done(0);
            return Kernel.Release(moved);
        }

        public Status Echo(ReadOnlySpan<byte> text, Span<byte> back)
        {
            text.CopyTo(back);
            Done(0);
            return Status.Ok;
        }

        public async ValueTask<Result<int>> CountLater()
        {
            await Task.Yield();
            return instance;
        }
    }

    [Fact]
    public void TheNextCallGoesToTheNewServer()
    {
        using KeeperClient client = Connect();
        Assert.Equal(Status.Ok, client.Look(out int first, out _));
        Restart();
        Assert.Equal(Status.Ok, client.Look(out int second, out int calls));
        Assert.Equal((first + 1, 0), (second, calls));
    }

    [Fact]
    public void ACallThatNoServiceHasSeenIsMadeAgain()
    {
        using KeeperClient client = Connect();
        Restart();
        Assert.Equal(Status.Ok, client.Count(1, out int instance));
        Assert.Equal((2, 1), (instance, Made[Counts]));
    }

    [Fact]
    public void ACallUnderWayIsAnError()
    {
        using KeeperClient client = Connect();
        EndAfterCalls(1);
        Assert.Equal(Status.PeerClosed, client.Count(1, out _));
        Assert.Equal(Status.Ok, client.Count(1, out int instance));
        Assert.Equal((2, 2), (instance, Made[Counts]));
    }

    [Fact]
    public void ACallUnderWayIsMadeAgainIfThatIsAsGood()
    {
        using KeeperClient client = Connect();
        EndAfterCalls(1);
        Assert.Equal(Status.Ok, client.Look(out int instance, out _));
        Assert.Equal((2, 2), (instance, Made[Looks]));
    }

    [Fact]
    public void ACallThatEndsItsServerIsNotMadeForEver()
    {
        using KeeperClient client = Connect();
        EndAfterCalls(100);
        Assert.Equal(Status.PeerClosed, client.Look(out _, out _));
        Assert.Equal(4, Made[Looks]);
        EndAfterCalls(0);
        Assert.Equal(Status.Ok, client.Look(out int instance, out _));
        Assert.Equal(5, instance);
    }

    [Fact]
    public void AFailureOfTheServiceIsNoEnd()
    {
        using KeeperClient client = Connect();
        // The conversation goes on as it is: begun anew each time, it would take all places that its badge may have.
        for (int i = 1; i <= 20; i++)
        {
            Assert.Equal(Status.PeerClosed, client.Count(0, out _));
            Assert.Equal(i, Made[Counts]);
        }
        using KeeperClient other = Connect();
        Assert.Equal(Status.Ok, other.Look(out _, out int calls));
        Assert.Equal(21, calls + 1);
    }

    [Fact]
    public void AHandleIsNotMovedTwice()
    {
        using KeeperClient client = Connect();
        Restart();
        Assert.Equal(Status.Ok, Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> moved));
        Assert.Equal(Status.PeerClosed, client.Take(moved));
        Assert.Equal(Status.BadHandle, Kernel.Release(moved));
        Assert.Equal(Status.Ok, Kernel.CreateNotification(Startup.Block.Budget, out moved));
        Assert.Equal(Status.Ok, client.Take(moved));
    }

    [Fact]
    public void TheBufferGoesAlong()
    {
        using KeeperClient client = Connect();
        Span<byte> back = stackalloc byte[3];
        for (int round = 0; round < 3; round++)
        {
            Assert.Equal(Status.Ok, client.Echo("abc"u8, back));
            Assert.Equal("abc"u8, back);
            back.Clear();
            Restart();
        }
    }

    [Fact]
    public async Task CallsThatAreNotWaitedForGoOnToo()
    {
        using KeeperClient client = Connect();
        Assert.Equal(1, (await client.CountLater()).Value);
        Restart();
        Assert.Equal(2, (await client.CountLater()).Value);
    }

    [Fact]
    public void WhoCallsWhileThereIsNoServerWaits()
    {
        using KeeperClient client = Connect();
        _server.Kill();
        Assert.Equal(Status.TimedOut, client.Within(20_000_000).Look(out _, out _));
        System.Threading.Thread starting = new(_server.Start);
        starting.Start();
        Assert.Equal(Status.Ok, client.Look(out int instance, out _));
        starting.Join();
        Assert.Equal(2, instance);
    }

    /// <summary>The server is ended again as soon as each thread has got further, so that no call meets two ends.</summary>
    [Fact]
    public void ManyThreadsGoOnTogether()
    {
        const int threadCount = 4, restarts = 20;
        using KeeperClient client = Connect(parts: 4);
        int ok = 0, failed = 0, stop = 0;
        int[] rounds = new int[threadCount];
        ConcurrentQueue<Status> others = [];
        System.Threading.Thread[] threads = [.. Enumerable.Range(0, threadCount).Select(number => new System.Threading.Thread(() =>
        {
            while (Volatile.Read(ref stop) == 0)
            {
                Status status = client.Count(1, out int _);
                if (status == Status.Ok) _ = Interlocked.Increment(ref ok);
                else if (status == Status.PeerClosed) _ = Interlocked.Increment(ref failed);
                else others.Enqueue(status);
                status = client.Look(out int _, out int _);
                if (status != Status.Ok) others.Enqueue(status);
                _ = Interlocked.Increment(ref rounds[number]);
            }
        }))];
        foreach (var thread in threads) thread.Start();
        for (int i = 0; i < restarts; i++)
        {
            int[] before = [.. rounds];
            while (rounds.Zip(before).Any(pair => pair.First < pair.Second + 2)) System.Threading.Thread.Sleep(1);
            Restart();
        }
        Volatile.Write(ref stop, 1);
        foreach (var thread in threads) thread.Join();
        Assert.Empty(others);
        // Each was done once, or failed and may have been.
        Assert.InRange(Made[Counts], ok, ok + failed);
        Assert.InRange(failed, 0, threadCount * restarts);
    }

    [Fact]
    public void ABadgeFromBeforeIsNobodysAfterwards()
    {
        Handle<Endpoint> at = _server.Offer();
        Assert.Equal(Status.Ok, BeginMortal(at, out Connection old));
        Restart();
        // Its place in the table is the same.
        Assert.Equal(Status.Ok, BeginMortal(at, out Connection young));
        Message message = new() { Label = RequestLabel.FirstMethod };
        Assert.Equal(Status.PeerClosed, old.Call(ref message));
        Assert.True(new ReplyLabel(message.Label).WasNotMade);
        message = new() { Label = RequestLabel.FirstMethod };
        Assert.Equal(Status.Ok, young.Call(ref message));
        old.Close();
        young.Close();
        Assert.Equal(Status.Ok, Kernel.Release(at));
    }

    /// <summary>A conversation that does not go on by itself.</summary>
    private static Status BeginMortal(Handle<Endpoint> at, out Connection connection)
        => Connection.Open(at, KeeperContract.ExpectedHash, KeeperContract.MostBufferBytes, 1, out connection);
}
