using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Communication.Rings;
using Diesis.Local;

namespace Diesis.Tests.Services;

/// <summary>Streams and events, as parameters and results of contracts.</summary>
public sealed class StreamTests : IDisposable
{
    private const ulong Pages = 2;

    private readonly Source _source = new();
    private readonly LocalServer _server;
    private readonly LocalProcess _process = new();
    private readonly SourceClient _client;

    public StreamTests()
    {
        _server = LocalServer.Host(server => server.Offer<SourceDispatcher<ISource>, ISource>(_ => _source));
        _process.Enter();
        Handle<Endpoint> at = _server.Offer();
        Assert.Equal(Status.Ok, SourceClient.Connect(at, out _client));
        Assert.Equal(Status.Ok, Kernel.Release(at));
    }

    /// <summary>Nobody keeps what it was not given.</summary>
    public void Dispose()
    {
        // Those who are gone are noticed when there is something to tell.
        _ = _client.Tell(Happening.Begun);
        _client.Dispose();
        Assert.Equal(LocalProcess.OwnHandles, _process.HandleCount);
        _source.AwaitEnds();
        if (!_server.Process.HasEnded) Assert.Equal(LocalProcess.OwnHandles + 1, _server.Process.HandleCount);
        _server.Dispose();
    }

    private sealed class Source : ISource
    {
        private readonly List<Task> _running = [];
        private Subscribers<Happening> _watchers;

        public List<byte> Taken { get; } = [];

        public void AwaitEnds()
        {
            lock (_running) Task.WaitAll([.. _running]);
        }

        /// <summary>A thread of the server's process.</summary>
        private void Start(Action what)
        {
            Task task = Task.Factory.StartNew(what, TaskCreationOptions.LongRunning);
            lock (_running) _running.Add(task);
        }

        public Status Read(ulong from, int count, out ReadingEnd<Numbered> numbers)
        {
            Status status = RingEnds.Create(Startup.Block.Budget, Pages, out WritingEnd<Numbered> own, out numbers);
            if (status != Status.Ok) return status;
            Start(() =>
            {
                using RecordWriter<Numbered> writer = RecordWriter<Numbered>.Open(own).Value;
                var items = new Numbered[count];
                for (int i = 0; i < count; i++) items[i] = new() { Number = from + (ulong)i, Square = (from + (ulong)i) * (from + (ulong)i) };
                _ = writer.Write(items, out _);
            });
            return Status.Ok;
        }

        public Result<WritingEnd<byte>> Write()
        {
            Status status = RingEnds.Create(Startup.Block.Budget, Pages, out WritingEnd<byte> bytes, out ReadingEnd<byte> own);
            if (status != Status.Ok) return status;
            Start(() =>
            {
                using RecordReader<byte> reader = RecordReader<byte>.Open(own).Value;
                byte[] batch = new byte[100];
                while (reader.Read(batch, out int count) == Status.Ok) Taken.AddRange(batch.AsSpan(0, count));
            });
            return bytes;
        }

        public async ValueTask<Result<ulong>> Sum(ReadingEnd<Numbered> numbers)
        {
            var opened = RecordReader<Numbered>.Open(numbers);
            if (!opened.IsOk) return opened.Status;
            return await Task.Factory.StartNew(() =>
            {
                using RecordReader<Numbered> reader = opened.Value;
                ulong sum = 0;
                var batch = new Numbered[10];
                while (reader.Read(batch, out int count) == Status.Ok)
                    foreach (Numbered item in batch.AsSpan(0, count)) sum += item.Number;
                return sum;
            }, TaskCreationOptions.LongRunning);
        }

        public Status Watch(Subscriber<Happening> watcher) => _watchers.Add(watcher);

        public Status Tell(Happening what)
        {
            _watchers.Tell(what);
            return Status.Ok;
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(5_000)]
    public void AServerStreamsToItsClient(int count)
    {
        Assert.Equal(Status.Ok, _client.Read(7, count, out ReadingEnd<Numbered> end));
        using RecordReader<Numbered> reader = RecordReader<Numbered>.Open(end).Value;
        var batch = new Numbered[100];
        ulong expected = 7;
        Status status;
        while ((status = reader.Read(batch, out int read)) == Status.Ok)
        {
            foreach (Numbered item in batch.AsSpan(0, read))
            {
                Assert.Equal((expected, expected * expected), (item.Number, item.Square));
                expected++;
            }
        }
        Assert.Equal(Status.PeerClosed, status);
        Assert.Equal(7 + (ulong)count, expected);
    }

    [Fact]
    public void AClientStreamsToItsServer()
    {
        byte[] bytes = new byte[50_000];
        new Random(1).NextBytes(bytes);
        using (RecordWriter<byte> writer = RecordWriter<byte>.Open(_client.Write().Value).Value)
        {
            Assert.Equal(Status.Ok, writer.Write(bytes, out int written));
            Assert.Equal(bytes.Length, written);
        }
        _source.AwaitEnds();
        Assert.Equal(bytes, _source.Taken);
    }

    [Fact]
    public async Task AnEndThatAClientMadeGoesAlong()
    {
        Assert.Equal(Status.Ok, RingEnds.Create(Startup.Block.Budget, Pages, out WritingEnd<Numbered> own, out ReadingEnd<Numbered> theirs));
        using RecordWriter<Numbered> writer = RecordWriter<Numbered>.Open(own).Value;
        ValueTask<Result<ulong>> sum = _client.Sum(theirs);
        for (ulong i = 1; i <= 1000; i++) Assert.Equal(Status.Ok, writer.Write([new() { Number = i }], out _));
        writer.Dispose();
        Assert.Equal(500_500UL, (await sum).Value);
    }

    [Fact]
    public void WhoReadsNoMoreIsNoticed()
    {
        Assert.Equal(Status.Ok, _client.Read(0, 100_000, out ReadingEnd<Numbered> end));
        using (RecordReader<Numbered> reader = RecordReader<Numbered>.Open(end).Value)
        {
            Assert.Equal(Status.Ok, reader.Read(new Numbered[3], out int count));
            Assert.InRange(count, 1, 3);
        }
        _source.AwaitEnds();
    }

    [Fact]
    public async Task AnEndThatCannotBeSentIsGone()
    {
        Assert.Equal(Status.Ok, RingEnds.Create(Startup.Block.Budget, Pages, out WritingEnd<Numbered> own, out ReadingEnd<Numbered> theirs));
        _server.Process.End();
        Assert.Equal(Status.PeerClosed, (await _client.Sum(theirs)).Status);
        Assert.Equal(Status.BadHandle, Kernel.Release(theirs.Memory));
        own.Release();
    }

    [Fact]
    public void WhoWatchesIsToldUntilItIsGone()
    {
        Assert.Equal(Status.Ok, Subscription<Happening>.Create(out var one));
        Assert.Equal(Status.Ok, Subscription<Happening>.Create(out var other));
        Assert.Equal(Status.Ok, _client.Watch(one.Subscriber));
        Assert.Equal(Status.WouldBlock, one.Wait(out _, deadlineNs: 0));
        Assert.Equal(Status.Ok, _client.Tell(Happening.Begun));
        Assert.Equal(Status.Ok, _client.Watch(other.Subscriber));
        Assert.Equal(Status.Ok, _client.Tell(Happening.Written));
        Assert.Equal(Status.Ok, one.Wait(out Happening seen));
        Assert.Equal(Happening.Begun | Happening.Written, seen);
        Assert.Equal(Status.Ok, other.Wait(out seen));
        Assert.Equal(Happening.Written, seen);

        one.Dispose();
        other.Dispose();
        // They keep no place in the server.
        for (int i = 0; i < 3 * Subscribers<Happening>.Most; i++)
        {
            Assert.Equal(Status.Ok, Subscription<Happening>.Create(out var next));
            Assert.Equal(Status.Ok, _client.Tell(Happening.Read));
            Assert.Equal(Status.Ok, _client.Watch(next.Subscriber));
            next.Dispose();
        }
    }

    [Fact]
    public void NotMoreCanWatchThanThereIsRoomFor()
    {
        List<Subscription<Happening>> all = [];
        for (int i = 0; i < Subscribers<Happening>.Most + 1; i++)
        {
            Assert.Equal(Status.Ok, Subscription<Happening>.Create(out var next));
            all.Add(next);
            Assert.Equal(i < Subscribers<Happening>.Most ? Status.Ok : Status.TableFull, _client.Watch(next.Subscriber));
        }
        foreach (var one in all) one.Dispose();
    }
}
