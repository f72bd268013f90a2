using Diesis.Contracts.Files;
using Diesis.Tests;
using Diesis.Tests.Files;

namespace Diesis.Storage;

public sealed class BlockCacheTests
{
    private const int MemoryBytes = 40 * 4096;

    [Fact]
    public void RandomReadsAndWritesAreThoseOfTheStore() => Fuzzing.Run(20, random =>
    {
        // Not a multiple of a page.
        byte[] model = new byte[300 * 512];
        var store = new MemoryStore([.. model]);
        using var memory = new LastingMemory(MemoryBytes);
        var cache = new BlockCache(store, memory.Memory);
        for (int i = 0; i < 2000; i++)
        {
            int at = random.Next(model.Length), length = random.Next(Math.Min(model.Length - at, random.Next(8) == 0 ? 100_000 : 5000)) + 1;
            switch (random.Next(20))
            {
                case 0: Assert.Equal(FileStatus.Ok, cache.Flush()); Assert.Equal(model, store.Content); break;
                case 1: cache = new(store, memory.Memory); break;
                case < 10:
                    byte[] read = new byte[length];
                    Assert.Equal(FileStatus.Ok, cache.Read((ulong)at, read));
                    Assert.True(model.AsSpan(at, length).SequenceEqual(read));
                    break;
                default:
                    byte[] noise = new byte[length];
                    for (int j = 0; j < length; j++) noise[j] = (byte)random.Next(256);
                    Assert.Equal(FileStatus.Ok, cache.Write((ulong)at, noise));
                    noise.CopyTo(model, at);
                    break;
            }
        }
        Assert.Equal(FileStatus.Ok, cache.Flush());
        Assert.Equal(model, store.Content);
    });

    [Fact]
    public void WhatWasWrittenOutlivesTheProcess()
    {
        var store = new MemoryStore(new byte[1 << 20]);
        using var memory = new LastingMemory(MemoryBytes);
        Assert.Equal(FileStatus.Ok, new BlockCache(store, memory.Memory).Write(1000, "abc"u8));
        Assert.Equal(0, store.Writes);
        var next = new BlockCache(store, memory.Memory);
        Assert.False(next.IsClean);
        Assert.Equal(FileStatus.Ok, next.Flush());
        Assert.Equal("abc"u8, store.Content.AsSpan(1000, 3));
    }

    [Fact]
    public void MemoryOfAnotherStoreIsNotBelieved()
    {
        using var memory = new LastingMemory(MemoryBytes);
        Assert.Equal(FileStatus.Ok, new BlockCache(new MemoryStore(new byte[1 << 20]), memory.Memory).Write(0, "abc"u8));
        var cache = new BlockCache(new MemoryStore(new byte[2 << 20]), memory.Memory);
        Assert.True(cache.IsClean);
        byte[] read = new byte[3];
        Assert.Equal(FileStatus.Ok, cache.Read(0, read));
        Assert.Equal(new byte[3], read);
    }

    [Fact]
    public void WhatCannotBeWrittenStays()
    {
        var store = new MemoryStore(new byte[1 << 20]);
        using var memory = new LastingMemory(MemoryBytes);
        var cache = new BlockCache(store, memory.Memory);
        Assert.Equal(FileStatus.Ok, cache.Write(0, new byte[4096]));
        store.IsBroken = true;
        FileStatus status = FileStatus.Ok;
        ulong written = 0;
        byte[] page = new byte[4096];
        page.AsSpan().Fill(7);
        while ((status = cache.Write(written, page)) == FileStatus.Ok) written += 4096;
        Assert.Equal(FileStatus.DeviceFailed, status);
        Assert.Equal(FileStatus.DeviceFailed, cache.Flush());
        store.IsBroken = false;
        Assert.Equal(FileStatus.Ok, cache.Flush());
        Assert.DoesNotContain(store.Content.Take((int)written), value => value != 7);
    }

    [Fact]
    public void NothingIsReadBeyondTheEnd()
    {
        using var memory = new LastingMemory(MemoryBytes);
        var cache = new BlockCache(new MemoryStore(new byte[1 << 20]), memory.Memory);
        Assert.Equal(FileStatus.OutOfRange, cache.Read((1 << 20) - 1, new byte[2]));
        Assert.Equal(FileStatus.OutOfRange, cache.Write(ulong.MaxValue, new byte[2]));
        Assert.Equal(FileStatus.Ok, cache.Read(1 << 20, []));
    }

    [Fact]
    public void NeighboursAreReadAndWrittenTogether()
    {
        var store = new MemoryStore(new byte[1 << 20]);
        using var memory = new LastingMemory(300 * 4096);
        var cache = new BlockCache(store, memory.Memory);
        Assert.Equal(FileStatus.Ok, cache.Read(0, new byte[512 << 10]));
        Assert.Equal(1, store.Reads);
        for (int page = 20; page >= 0; page--) Assert.Equal(FileStatus.Ok, cache.Write((ulong)page * 4096, new byte[4096]));
        Assert.Equal(FileStatus.Ok, cache.Flush());
        Assert.Equal(1, store.Writes);
    }
}
