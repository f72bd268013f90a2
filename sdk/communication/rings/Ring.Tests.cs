using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Local;

namespace Diesis.Communication.Rings;

/// <summary>Rings in ordinary memory, the two sides on two threads; what can happen in which order is gone through by tests/models/ring.pml.</summary>
public sealed unsafe class RingTests : IDisposable
{
    private const int Guard = 256;
    private const byte Canary = 0x55;

    private readonly List<nint> _allocated = [];
    private readonly Handle<Notification> _itemsThere = Make(), _roomThere = Make();

    private static Handle<Notification> Make()
    {
        Assert.Equal(Status.Ok, Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> made));
        return made;
    }

    public void Dispose()
    {
        foreach (nint memory in _allocated) NativeMemory.AlignedFree((void*)memory);
        _ = Kernel.Release(_itemsThere);
        _ = Kernel.Release(_roomThere);
    }

    /// <summary>Memory for a ring of so many bytes, with something around it that shows when it is touched.</summary>
    private byte* Allocate(int bytes)
    {
        int all = RingLayout.Size + bytes + 2 * Guard;
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)all, 64);
        _allocated.Add((nint)memory);
        new Span<byte>(memory, all).Fill(Canary);
        new Span<byte>(memory + Guard, RingLayout.Size + bytes).Clear();
        return memory + Guard;
    }

    private static void AssertUntouched(byte* ring, int bytes)
    {
        Assert.Equal(-1, new ReadOnlySpan<byte>(ring - Guard, Guard).IndexOfAnyExcept(Canary));
        Assert.Equal(-1, new ReadOnlySpan<byte>(ring + RingLayout.Size + bytes, Guard).IndexOfAnyExcept(Canary));
    }

    private (RingWriter<T> Writer, RingReader<T> Reader) Open<T>(uint capacity) where T : unmanaged
    {
        byte* memory = Allocate((int)capacity * sizeof(T));
        return (new(memory, capacity, _itemsThere, _roomThere), new(memory, capacity, _itemsThere, _roomThere));
    }

    private static System.Threading.Thread OnThread(ThreadStart what)
    {
        System.Threading.Thread thread = new(what);
        thread.Start();
        return thread;
    }

    private bool IsSignalled(Handle<Notification> notification) => Kernel.Wait(notification, 0, out _) == Status.Ok;

    [Fact]
    public void ARingWhoseMemoryHasGoneIsAtItsEnd()
    {
        const int capacity = 8;
        byte* memory = Allocate(capacity * sizeof(long));
        RingWriter<long> writer = new(memory, capacity, _itemsThere, _roomThere);
        RingReader<long> reader = new(memory, capacity, _itemsThere, _roomThere);
        Assert.Equal(5, writer.Add([1, 2, 3, 4, 5]));
        writer.Publish();
        Assert.True(reader.TryRead(out long first));
        Assert.Equal(1, first);
        Assert.False(writer.IsGone);
        Assert.Equal(Status.Ok, reader.AwaitItems());
        // As who hears of faults puts zeros in its place.
        new Span<byte>(memory, RingLayout.Size + capacity * sizeof(long)).Clear();
        Assert.False(reader.TryRead(out long none));
        Assert.Equal(0, none);
        Assert.Equal(0, reader.Read(new long[4]));
        Assert.Equal(Status.PeerClosed, reader.AwaitItems());
        Assert.True(reader.IsGone);
        Assert.False(reader.IsBroken);
        Assert.True(writer.IsGone);
        Assert.Equal(Status.PeerClosed, writer.AwaitRoom());
    }

    [Fact]
    public void WhatIsReadInOnePieceIsNotBelievedEither()
    {
        const int capacity = 8;
        byte* memory = Allocate(capacity * sizeof(long));
        RingWriter<long> writer = new(memory, capacity, _itemsThere, _roomThere);
        RingReader<long> reader = new(memory, capacity, _itemsThere, _roomThere);
        Assert.Equal(4, writer.Add([1, 2, 3, 4]));
        writer.Publish();
        Assert.Equal(Status.Ok, reader.AwaitItems());
        new Span<byte>(memory, RingLayout.Size + capacity * sizeof(long)).Clear();
        Assert.Equal(0, reader.Read(new long[4]));
        Assert.True(reader.IsGone);
    }

    [Fact]
    public void ItemsComeOutInTheirOrderAndOnlyWhenShown()
    {
        var (writer, reader) = Open<int>(4);
        Assert.True(writer.TryAdd(1));
        Assert.False(reader.TryRead(out _));
        Assert.Equal(3, writer.Add([2, 3, 4, 5]));
        Assert.False(writer.TryAdd(6));
        writer.Publish();
        int[] read = new int[10];
        Assert.Equal(4, reader.Read(read));
        Assert.Equal([1, 2, 3, 4], read[..4]);
        Assert.Equal(0, reader.Read(read));
        for (int i = 0; i < 20; i++)
        {
            Assert.True(writer.TryWrite(i));
            Assert.True(reader.TryRead(out int item));
            Assert.Equal(i, item);
        }
    }

    [Fact]
    public void NobodyIsSignalledWhoDoesNotSleep()
    {
        var (writer, reader) = Open<long>(8);
        for (int i = 0; i < 100; i++)
        {
            while (writer.TryWrite(i)) { }
            while (reader.TryRead(out _)) { }
        }
        Assert.False(IsSignalled(_itemsThere));
        Assert.False(IsSignalled(_roomThere));
    }

    [Fact]
    public void ASleeperIsSignalledOnce()
    {
        var (writer, reader) = Open<long>(8);
        Assert.Equal(Status.TimedOut, reader.AwaitItems(LocalKernel.Now + 1_000_000));
        Assert.True(writer.TryWrite(1));
        Assert.True(IsSignalled(_itemsThere));
        Assert.True(writer.TryWrite(2));
        Assert.False(IsSignalled(_itemsThere));

        while (writer.TryWrite(3)) { }
        Assert.Equal(Status.TimedOut, writer.AwaitRoom(LocalKernel.Now + 1_000_000));
        Span<long> read = stackalloc long[3];
        Assert.Equal(3, reader.Read(read));
        Assert.False(IsSignalled(_roomThere));
        Assert.Equal(3, reader.Read(read));
        Assert.True(IsSignalled(_roomThere));
        Assert.Equal(2, reader.Read(read));
        Assert.False(IsSignalled(_roomThere));
    }

    [Fact]
    public void WhatWasWrittenCanBeReadAfterTheEnd()
    {
        var (writer, reader) = Open<byte>(16);
        Assert.Equal(3, writer.Add([7, 8, 9]));
        writer.Close();
        Assert.Equal(Status.Ok, reader.AwaitItems());
        Span<byte> read = stackalloc byte[16];
        Assert.Equal(3, reader.Read(read));
        Assert.Equal(Status.PeerClosed, reader.AwaitItems());
    }

    [Fact]
    public void AWriterThatWaitsHearsThatTheReaderIsGone()
    {
        var (writer, reader) = Open<byte>(2);
        Assert.Equal(2, writer.Add([1, 2, 3]));
        var closing = OnThread(() => reader.Close());
        Assert.Equal(Status.PeerClosed, writer.AwaitRoom());
        closing.Join();
    }

    [Theory, InlineData(1), InlineData(2), InlineData(64), InlineData(1024)]
    public void NothingIsLostBetweenTwoThreads(int capacity)
    {
        const int items = 5_000;
        byte* memory = Allocate(capacity * sizeof(ulong));
        var writing = OnThread(() =>
        {
            RingWriter<ulong> writer = new(memory, (uint)capacity, _itemsThere, _roomThere);
            Random random = new(1);
            Span<ulong> batch = stackalloc ulong[50];
            for (ulong next = 0; next < items;)
            {
                int wanted = (int)Math.Min((ulong)random.Next(1, 50), items - next);
                for (int i = 0; i < wanted; i++) batch[i] = next + (ulong)i;
                int added = writer.Add(batch[..wanted]);
                next += (ulong)added;
                if (random.Next(3) != 0) writer.Publish();
                if (added < wanted) Assert.Equal(Status.Ok, writer.AwaitRoom());
            }
            writer.Close();
        });
        RingReader<ulong> reader = new(memory, (uint)capacity, _itemsThere, _roomThere);
        Random random = new(2);
        Span<ulong> into = stackalloc ulong[50];
        ulong expected = 0;
        while (reader.AwaitItems() == Status.Ok)
        {
            int count = reader.Read(into[..random.Next(1, 50)]);
            foreach (ulong item in into[..count]) Assert.Equal(expected++, item);
        }
        writing.Join();
        Assert.Equal((ulong)items, expected);
        Assert.False(reader.IsBroken);
    }

    /// <summary>The other side writes what it likes where it can, at any time.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void WhateverTheOtherSideSaysNothingOutsideIsTouched(int seed)
    {
        const int capacity = 16;
        Random random = new(seed);
        byte* memory = Allocate(capacity);
        var layout = (RingLayout*)memory;
        RingWriter<byte> writer = new(memory, capacity, _itemsThere, _roomThere);
        RingReader<byte> reader = new(memory, capacity, _itemsThere, _roomThere);
        Span<byte> bytes = stackalloc byte[40];
        for (int round = 0; round < 20_000; round++)
        {
            ulong lie = random.Next(4) switch
            {
                0 => (ulong)random.NextInt64(),
                1 => ulong.MaxValue - (ulong)random.Next(40),
                2 => (ulong)random.Next(40),
                _ => layout->Writer.Count + (ulong)random.Next(-20, 20),
            };
            switch (random.Next(6))
            {
                case 0: layout->Writer.Count = lie; break;
                case 1: layout->Reader.Count = lie; break;
                case 2: layout->Writer.WakeAt = layout->Reader.WakeAt = lie; break;
                case 3:
                    bytes.Fill(0xAA);
                    Assert.InRange(writer.Add(bytes[..random.Next(40)]), 0, capacity);
                    writer.Publish();
                    break;
                case 4:
                    bytes.Clear();
                    int count = reader.Read(bytes);
                    Assert.InRange(count, 0, capacity);
                    Assert.Equal(-1, bytes[..count].IndexOf(Canary));
                    break;
                default:
                    _ = reader.AwaitItems(0);
                    _ = writer.AwaitRoom(0);
                    break;
            }
        }
        AssertUntouched(memory, capacity);
    }

    [Fact]
    public void AWriterThatGoesBackIsNotBelieved()
    {
        byte* memory = Allocate(8);
        RingReader<byte> reader = new(memory, 8, _itemsThere, _roomThere);
        ((RingLayout*)memory)->Writer.Count = 9;
        Assert.Equal(Status.BadMessage, reader.AwaitItems(0));
        Assert.True(reader.IsBroken);
    }

    [Theory, InlineData(1, 8, 496u, 256u), InlineData(1, 1, 3968u, 2048u), InlineData(4, 4096, 3u, 2u)]
    public void CapacitiesArePowersOfTwoThatFit(ulong pages, int itemBytes, uint fitting, uint capacity)
    {
        Assert.Equal(fitting, (pages * 4096 - RingLayout.Size) / (ulong)itemBytes);
        Assert.Equal(capacity, itemBytes switch { 1 => Ring.CapacityOf<byte>(pages), 8 => Ring.CapacityOf<ulong>(pages), _ => Ring.CapacityOf<Page>(pages) });
    }

    [System.Runtime.CompilerServices.InlineArray(4096)]
    private struct Page { private byte _first; }
}
