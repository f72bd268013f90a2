namespace Diesis.Servers.Pager;

public sealed class PageCacheTests
{
    private const int Bytes = 16;

    private sealed class Store : IPageSource
    {
        public Dictionary<ulong, byte[]> Pages { get; } = [];
        public bool Fails { get; set; }

        public bool TryRead(ulong page, Span<byte> into)
        {
            into.Clear();
            if (Pages.TryGetValue(page, out byte[]? content)) content.CopyTo(into);
            return !Fails;
        }

        public bool TryWrite(ulong page, ReadOnlySpan<byte> from)
        {
            if (Fails) return false;
            Pages[page] = from.ToArray();
            return true;
        }
    }

    /// <summary>Memory whose user asks for what is missing, as the kernel would have it.</summary>
    private sealed class Memory : IPagedMemory
    {
        public Dictionary<ulong, byte[]> Pages { get; } = [];
        public int Room { get; set; } = int.MaxValue;

        /// <summary>Pages that cannot be taken away.</summary>
        public HashSet<ulong> Busy { get; } = [];

        public Supplying Supply(ulong page, ReadOnlySpan<byte> content)
        {
            if (Pages.ContainsKey(page)) return Supplying.IsThere;
            if (Pages.Count >= Room) return Supplying.NoRoom;
            Pages.Add(page, content.ToArray());
            return Supplying.Done;
        }

        public Taking Take(ulong page, Span<byte> content)
        {
            if (Busy.Contains(page)) return Taking.IsBusy;
            if (!Pages.Remove(page, out byte[]? found)) return Taking.IsGone;
            found.CopyTo(content);
            return Taking.Done;
        }
    }

    private readonly Store _store = new();
    private readonly Memory _memory = new();

    private byte[] Touch(PageCache cache, ulong page, bool isWrite)
    {
        if (!_memory.Pages.ContainsKey(page)) Assert.True(cache.TrySupply(page, isWrite, out _));
        return _memory.Pages[page];
    }

    [Fact]
    public void NothingIsLostWhateverIsEvicted()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 4);
        Random random = new(1);
        byte[] expected = new byte[20];
        for (int i = 0; i < 20_000; i++)
        {
            ulong page = (ulong)random.Next(20);
            bool isWrite = random.Next(3) == 0;
            byte[] content = Touch(cache, page, isWrite);
            Assert.Equal(expected[page], content[3]);
            // Half of the writes come after a read has brought the page.
            if (isWrite || random.Next(3) == 0) content[3] = expected[page] = (byte)random.Next(256);
            if (random.Next(500) == 0) _ = cache.Shrink(random.Next(4));
            Assert.True(cache.PresentCount <= 4);
        }
        Assert.True(cache.TryFlush());
        for (ulong page = 0; page < 20; page++) Assert.Equal(expected[page], _store.Pages.TryGetValue(page, out byte[]? stored) ? stored[3] : (byte)0);
    }

    [Fact]
    public void CleanPagesAreNotWritten()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 2);
        for (ulong page = 0; page < 10; page++) _ = Touch(cache, page, isWrite: false);
        Assert.True(cache.TryFlush());
        Assert.Equal(0u, cache.WrittenCount);
        Touch(cache, 3, isWrite: false)[0] = 1; // written after it was read
        _ = Touch(cache, 4, isWrite: true);
        Assert.True(cache.TryFlush());
        Assert.Equal(2u, cache.WrittenCount);
    }

    [Fact]
    public void WhatCannotBeWrittenIsKept()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 2);
        Touch(cache, 1, isWrite: true)[0] = 77;
        _store.Fails = true;
        Assert.False(cache.TryFlush());
        Assert.Equal(1, cache.AsideCount);
        Assert.Equal(77, Touch(cache, 1, isWrite: false)[0]);
        Assert.False(cache.TrySupply(2, isWrite: false, out bool needsRoom));
        Assert.False(needsRoom);
        _store.Fails = false;
        Assert.True(cache.TryFlush());
        Assert.Equal(77, _store.Pages[1][0]);
        Assert.Equal(0, cache.AsideCount);
    }

    [Fact]
    public void WhereThereIsNoRoomThatIsSaidAndNothingIsLost()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 100);
        _memory.Room = 3;
        for (ulong page = 0; page < 3; page++) Touch(cache, page, isWrite: true)[0] = (byte)(page + 1);
        Assert.False(cache.TrySupply(3, isWrite: true, out bool needsRoom));
        Assert.True(needsRoom);
        Assert.Equal(2, cache.Shrink(1));
        Assert.Equal((byte)1, Touch(cache, 0, isWrite: false)[0]);
        // What could not be written waits for room, too.
        _store.Fails = true;
        Assert.Equal(2, cache.Shrink(0));
        _memory.Room = 0;
        Assert.False(cache.TrySupply(2, isWrite: false, out needsRoom));
        Assert.True(needsRoom);
        _memory.Room = 3;
        Assert.Equal((byte)3, Touch(cache, 2, isWrite: false)[0]);
    }

    [Fact]
    public void WhatTwoTouchAtOnceIsSuppliedOnce()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 4);
        Assert.True(cache.TrySupply(1, isWrite: false, out _));
        Assert.True(cache.TrySupply(1, isWrite: true, out _));
        Assert.Equal(1, cache.PresentCount);
        Assert.True(cache.TryFlush());
        Assert.Equal(1u, cache.WrittenCount);
    }

    [Fact]
    public void PagesThatCannotBeTakenStay()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 2);
        for (ulong page = 0; page < 2; page++) Touch(cache, page, isWrite: true)[0] = 9;
        _memory.Busy.UnionWith([0, 1]);
        _ = Touch(cache, 2, isWrite: false);
        Assert.Equal(3, cache.PresentCount);
        Assert.False(cache.TryFlush());
        Assert.Equal(2, cache.PresentCount);
        _memory.Busy.Clear();
        Assert.True(cache.TryFlush());
        Assert.Equal(2u, cache.WrittenCount);
    }

    [Fact]
    public void PagesThatTheirUserGaveUpAreForgotten()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 2);
        _ = Touch(cache, 1, isWrite: true);
        _memory.Pages.Clear();
        Assert.True(cache.TryFlush());
        Assert.Equal(0u, cache.WrittenCount);
    }
}
