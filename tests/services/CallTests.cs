using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts;
using Diesis.Local;
using Diesis.Tests.Contracts;

namespace Diesis.Tests.Services;

/// <summary>A client and a server, each in a process of its own, and all that can go from one to the other.</summary>
public sealed class CallTests : IDisposable
{
    private readonly LocalServer _server;
    private readonly LocalProcess _process = new();
    private readonly int _serverHandles;
    private SampleClient _client;

    public CallTests()
    {
        _server = LocalServer.Start<SampleDispatcher<Sample>, Sample>(default);
        _process.Enter();
        Handle<Endpoint> at = _server.Offer(badge: 42);
        Assert.Equal(Status.Ok, SampleClient.Connect(at, out _client, parts: 2));
        Assert.Equal(Status.Ok, Kernel.Release(at));
        _serverHandles = _server.Process.HandleCount;
    }

    /// <summary>Nobody keeps what it was not given.</summary>
    public void Dispose()
    {
        Assert.Equal(_serverHandles, _server.Process.HandleCount);
        _client.Dispose();
        Assert.Equal(LocalProcess.OwnHandles, _process.HandleCount);
        // Its own, and the endpoint's.
        Assert.Equal(LocalProcess.OwnHandles + 1, _server.Process.HandleCount);
        _server.Dispose();
    }

    private int Calls
    {
        get
        {
            Assert.Equal(Status.Ok, _client.CountCalls(out int calls));
            return calls;
        }
    }

    [Fact]
    public void NumbersGoThereAndBack()
    {
        Assert.Equal(Status.Ok, _client.Nothing());
        Assert.Equal(Status.Ok, _client.Add(-3, 5, out int sum));
        Assert.Equal(2, sum);
        Assert.Equal(2, Calls);
    }

    [Fact]
    public void AResultIsAValueOrAStatus()
    {
        Assert.Equal(-9, _client.Negate(9).Value);
        Result<long> none = _client.Negate(long.MinValue);
        Assert.False(none.TryGet(out _));
        Assert.Equal(Status.OutOfRange, none.Status);
    }

    [Fact]
    public void EveryKindOfWordKeepsItsValue()
    {
        Assert.Equal(Status.Ok, _client.AllWords(-100, 60_000, 'ß', true, 1.5, Dense.B, out bool g, out float h, out Sparse i, out Bits j, out ulong k, out short l));
        Assert.False(g);
        Assert.Equal(-1.5f, h);
        Assert.Equal(Sparse.Seven, i);
        Assert.Equal(Bits.One | Bits.Eight, j);
        Assert.Equal(60_000UL << 16 | 'ß', k);
        Assert.Equal(-200, l);
        Assert.Equal(Status.Ok, _client.AllWords(1, 0, 'a', false, 0, Dense.A, out _, out _, out i, out _, out _, out _));
        Assert.Equal(Sparse.Minus, i);
    }

    [Fact]
    public void RecordsGoInWordsOrThroughTheBuffer()
    {
        Small small = new() { Number = -1, Half = -2, Choice = Sparse.Minus, IsSo = true, Dense = Dense.C, Last = 255 };
        Large large = new() { First = small, Second = small, Third = small with { Number = 33, Last = 1 }, Sum = ulong.MaxValue - 1 };
        Assert.Equal(Status.Ok, _client.Records(small, in large, out Large changed, out Small back));
        Assert.Equal(small, changed.Second);
        Assert.Equal(large.First, changed.First);
        Assert.Equal(ulong.MaxValue, changed.Sum);
        Assert.Equal(large.Third, back);
    }

    [Fact]
    public void ARecordWithAChoiceThatIsNoneIsRefused()
    {
        Small good = new() { Choice = Sparse.Seven }, bad = good with { Choice = 0 };
        Large large = new() { First = good, Second = good, Third = good };
        Assert.Equal(Status.BadMessage, _client.Records(bad, in large, out _, out _));
        large.Third = bad;
        Assert.Equal(Status.BadMessage, _client.Records(good, in large, out _, out _));
        Assert.Equal(Status.BadMessage, _client.SumAll([good, bad], [], out _));
        Assert.Equal(0, Calls);
    }

    [Theory, InlineData(0), InlineData(1), InlineData(8), InlineData(999), InlineData(1000)]
    public void BytesGoThroughTheBuffer(int length)
    {
        byte[] bytes = new byte[length], reversed = new byte[length];
        new Random(length).NextBytes(bytes);
        Assert.Equal(Status.Ok, _client.Reverse(bytes, reversed));
        Assert.Equal(bytes.Reverse(), reversed);
    }

    [Fact]
    public void WhatIsTooLongIsNotSent()
    {
        Assert.Equal(Status.BadArgument, _client.Reverse(new byte[1001], new byte[1000]));
        Assert.Equal(Status.BadArgument, _client.Reverse(new byte[1000], new byte[1001]));
        Assert.Equal(0, Calls);
    }

    [Fact]
    public void SpansOfRecordsAndOfChoices()
    {
        Small[] items = [new() { Number = 5, Choice = Sparse.Seven }, new() { Number = -7, Choice = Sparse.Minus, IsOther = true }];
        Assert.Equal(Status.Ok, _client.SumAll(items, [100, 200], out long sum));
        Assert.Equal(298, sum);
        Dense[] filled = new Dense[7];
        Assert.Equal(Status.Ok, _client.Fill(Dense.C, filled));
        Assert.All(filled, one => Assert.Equal(Dense.C, one));
    }

    [Fact]
    public void AMovedHandleIsTheServers()
    {
        _ = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> mine);
        _ = Kernel.Clone(mine, Rights.Signal | Rights.Transfer, 0, out Handle moved);
        Assert.Equal(Status.Ok, _client.TakeNotification(new(moved)));
        Assert.Equal(Status.Ok, Kernel.Wait(mine, 0, out ulong bits));
        Assert.Equal(2UL, bits);
        Assert.Equal(Status.BadHandle, Kernel.Release(moved));
        _ = Kernel.Release(mine);
    }

    [Fact]
    public void AMovedHandleOfTheWrongTypeOrWithoutTheRightIsRefusedAndGone()
    {
        _ = Kernel.CreateEndpoint(Startup.Block.Budget, out Handle<Endpoint> wrong);
        Assert.Equal(Status.BadMessage, _client.TakeNotification(new(wrong)));
        _ = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> mine);
        _ = Kernel.Clone(mine, Rights.Wait | Rights.Transfer, 0, out Handle deaf);
        Assert.Equal(Status.BadMessage, _client.TakeNotification(new(deaf)));
        Assert.Equal(Status.BadHandle, _client.TakeNotification(default));
        Assert.Equal(0, Calls);
        _ = Kernel.Release(mine);
    }

    [Fact]
    public void AClonedHandleHasNoMoreRightsThanTheContractSays()
    {
        _ = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> mine);
        Assert.Equal(Status.Ok, _client.ShareNotification(mine, 0x30));
        Assert.Equal(Status.Ok, Kernel.Wait(mine, 0, out ulong bits));
        Assert.Equal(0x30UL, bits);
        _ = Kernel.Release(mine);
    }

    [Fact]
    public void LentMemoryIsTheServersForTheCall()
    {
        _ = Kernel.CreateMemory(Startup.Block.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory);
        Assert.Equal(Status.Ok, _client.FillMemory(new(memory, 100, 3), 0xEE));
        Span<byte> read = stackalloc byte[5];
        _ = Kernel.ReadMemory(memory, 99, read);
        Assert.Equal([0, 0xEE, 0xEE, 0xEE, 0], read.ToArray());
        _ = Kernel.Release(memory);
    }

    [Fact]
    public void WhatIsLentIsDeadAfterwards()
    {
        _ = Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> mine);
        Assert.Equal(Status.Ok, _client.KeepLent(mine));
        _ = Kernel.Release(mine);
    }

    [Fact]
    public void AHandleComesBack()
    {
        Assert.Equal(Status.Ok, _client.MakeNotification(out Handle<Notification> made, out uint number));
        Assert.Equal(77u, number);
        Assert.Equal(Status.Ok, Kernel.Wait(made, 0, out ulong bits));
        Assert.Equal(4UL, bits);
        Assert.Equal(Status.Ok, Kernel.Release(made));
    }

    [Fact]
    public void AFailureBringsNoResults()
    {
        Assert.Equal(Status.WouldBlock, _client.Fail(Status.WouldBlock, out int never));
        Assert.Equal(0, never);
    }

    [Fact]
    public void TheServerKnowsTheCallerByTheBadgeOfItsFirstHandle()
    {
        Assert.Equal(Status.Ok, _client.WhoAmI(out ulong badge));
        Assert.Equal(42UL, badge);
    }

    [Fact]
    public void ManyThreadsShareAConnection() => Parallel.For(0, 8, i =>
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)i, 100 + i)], back = new byte[100 + i];
        for (int round = 0; round < 50; round++)
        {
            back.AsSpan().Clear();
            Assert.Equal(Status.Ok, _client.Reverse(bytes, back));
            Assert.Equal(bytes, back);
        }
    });
}
