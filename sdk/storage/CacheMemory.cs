using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Diesis.Services;

namespace Diesis.Storage;

/// <summary>The pages of a <see cref="BlockCache"/> in their memory, and what each of them is.</summary>
/// <remarks>
///   header   tag   tag   …   (up to the next multiple of 4096)   page   page   …
///
/// A tag is one word: 0, or the number of the page plus one, and in its highest bit whether it is dirty. Being one word, it is never seen half written.
/// </remarks>
internal readonly struct CacheMemory
{
    public const int PageBytes = 4096;

    private const ulong Magic = 0x3130_4348_4341_4344;
    private const ulong Dirty = 1UL << 63;
    private const int HeaderBytes = 64;

    private struct Header
    {
        public ulong Magic;

        /// <summary>Of the store that these are the pages of.</summary>
        public ulong StoreBytes;
        public ulong Slots;
    }

    private readonly StateMemory _memory;
    private readonly int _firstPageAt;

    private CacheMemory(StateMemory memory)
    {
        _memory = memory;
        Slots = (memory.Bytes.Length - HeaderBytes - PageBytes) / (PageBytes + sizeof(ulong));
        _firstPageAt = (HeaderBytes + Slots * sizeof(ulong) + PageBytes - 1) / PageBytes * PageBytes;
    }

    /// <summary>How many pages there is room for.</summary>
    public int Slots { get; }

    /// <summary>Takes memory as it was left for the same store, or else makes it empty.</summary>
    public static CacheMemory Recover(StateMemory memory, ulong storeBytes)
    {
        var cache = new CacheMemory(memory);
        Debug.Assert(cache.Slots >= 16, "this is too little memory for a cache");
        ref Header header = ref Unsafe.As<byte, Header>(ref MemoryMarshal.GetReference(memory.Bytes));
        var expected = new Header { Magic = Magic, StoreBytes = storeBytes, Slots = (ulong)cache.Slots };
        if (header.Magic == expected.Magic && header.StoreBytes == expected.StoreBytes && header.Slots == expected.Slots) return cache;
        header.Magic = 0;
        memory.Bytes.Slice(HeaderBytes, cache.Slots * sizeof(ulong)).Clear();
        header.StoreBytes = expected.StoreBytes;
        header.Slots = expected.Slots;
        Volatile.Write(ref header.Magic, Magic);
        return cache;
    }

    private ref ulong Tag(int slot) => ref MemoryMarshal.Cast<byte, ulong>(_memory.Bytes.Slice(HeaderBytes, Slots * sizeof(ulong)))[slot];

    public bool IsFree(int slot) => (Tag(slot) & ~Dirty) == 0;
    public bool IsDirty(int slot) => (Tag(slot) & Dirty) != 0;

    /// <summary>The page in a slot that is not free.</summary>
    public ulong PageOf(int slot) => (Tag(slot) & ~Dirty) - 1;

    public Span<byte> Bytes(int slot) => _memory.Bytes.Slice(_firstPageAt + slot * PageBytes, PageBytes);

    /// <summary>Before the bytes of a slot become those of another page.</summary>
    public void Free(int slot) => Volatile.Write(ref Tag(slot), 0);

    /// <summary>When the bytes of a slot are those of a page. Whether it is dirty stays as it is.</summary>
    public void Name(int slot, ulong page) => Volatile.Write(ref Tag(slot), Tag(slot) & Dirty | page + 1);

    /// <summary>Before the first change, and after the store has the bytes.</summary>
    public void SetDirty(int slot, bool isDirty) => Volatile.Write(ref Tag(slot), Tag(slot) & ~Dirty | (isDirty ? Dirty : 0));
}
