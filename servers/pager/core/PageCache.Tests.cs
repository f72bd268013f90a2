namespace Diesis.Servers.Pager;

public sealed class PageCacheTests
{
    private const int Bytes = 16;

    private sealed class Store : IPageStore
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

        public bool TrySupply(ulong page, ReadOnlySpan<byte> content) => Pages.Count < Room && Pages.TryAdd(page, content.ToArray());

        public bool TryTake(ulong page, Span<byte> content)
        {
            if (!Pages.Remove(page, out byte[]? found)) return false;
            found.CopyTo(content);
            return true;
        }
    }

    private readonly Store _store = new();
    private readonly Memory _memory = new();

    private byte[] Touch(PageCache cache, ulong page, bool isWrite)
    {
        if (!_memory.Pages.ContainsKey(page)) Assert.True(cache.TrySupply(page, isWrite));
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
            if (random.Next(500) == 0) cache.Shrink(random.Next(4));
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
        Assert.False(cache.TrySupply(2, isWrite: false));
        _store.Fails = false;
        Assert.True(cache.TryFlush());
        Assert.Equal(77, _store.Pages[1][0]);
        Assert.Equal(0, cache.AsideCount);
    }

    [Fact]
    public void ShortMemoryMakesRoomOfItsOwnPages()
    {
        PageCache cache = new(_store, _memory, Bytes, mostPages: 100);
        _memory.Room = 3;
        for (ulong page = 0; page < 10; page++) Touch(cache, page, isWrite: true)[0] = (byte)page;
        Assert.Equal(3, cache.PresentCount);
        for (ulong page = 0; page < 10; page++) Assert.Equal(page, Touch(cache, page, isWrite: false)[0]);
        _memory.Room = 0;
        Assert.True(cache.TryFlush());
        Assert.False(cache.TrySupply(1, isWrite: false));
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
