using System.Numerics;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.GarbageCollection;

/// <summary>The heap's address range by blocks: which are free, and what is known of each of the others.</summary>
internal static unsafe class BlockTable
{
    private const int WordBits = 64;

    private const int DescriptorsAtOnce = 64;

    private static byte* _start;
    private static Block* _blocks;

    /// <summary>A bit for each block that nobody uses.</summary>
    private static ulong* _free;

    /// <summary>A bit for each block that has memory; free ones keep it until a collection gives it back.</summary>
    private static ulong* _committed;

    /// <summary>No block from here on was ever used.</summary>
    private static int _usedEnd;

    /// <summary>Blocks before this one have descriptors in memory.</summary>
    private static int _describedEnd;

    private static int _count;

    public static int Count => _count;

    /// <summary>So many may be in use at once.</summary>
    public static int Most { get; set; }

    public static int UsedEnd => _usedEnd;

    public static int FreeCount { get; private set; }

    public static void Initialize(nuint limit)
    {
        _count = (int)(limit >> Block.Shift);
        nuint words = (nuint)(_count + WordBits - 1) / WordBits;
        _blocks = (Block*)HeapPlatform.Reserve((nuint)_count * (nuint)sizeof(Block));
        _free = (ulong*)HeapPlatform.Reserve(words * 2 * sizeof(ulong));
        _committed = _free + words;
        if (!HeapPlatform.TryCommit((byte*)_free, words * 2 * sizeof(ulong))) CompilerHelpers.ThrowHelpers.OutOfMemory();
        nuint start = (nuint)HeapPlatform.Reserve(((nuint)_count + 1) << Block.Shift);
        _start = (byte*)(start + Block.Size - 1 & ~(nuint)(Block.Size - 1));
        for (int i = 0; i < _count; i++) _free[i / WordBits] |= BitOf(i);
        FreeCount = Most = _count;
    }

    public static Block* At(int index) => _blocks + index;

    public static byte* StartOf(Block* block) => _start + ((nuint)(block - _blocks) << Block.Shift);

    /// <summary>The block in which a byte lies, of a large object its first.</summary>
    /// <param name="address">Any number at all.</param>
    /// <returns>Null outside the heap and in blocks without objects.</returns>
    public static Block* Around(nuint address) => Around(address, out _);

    /// <param name="start">Of the block.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block* Around(nuint address, out byte* start)
    {
        nuint offset = unchecked(address - (nuint)_start);
        nuint index = offset >> Block.Shift;
        start = unchecked(_start + (index << Block.Shift));
        if (index >= (nuint)_usedEnd) return null;
        var block = _blocks + index;
        if (block->Kind == BlockKind.Cells) return block;
        if (block->Kind == BlockKind.LargeObjectRest)
        {
            start -= (nuint)block->RunLength << Block.Shift;
            block -= block->RunLength;
        }
        return block->Kind == BlockKind.LargeObject ? block : null;
    }

    /// <summary>Takes adjacent free blocks, those of the lowest addresses. What they hold is undefined.</summary>
    /// <returns>Null when there are none, or no memory for them.</returns>
    public static Block* TryTake(int length)
    {
        if (length > Most - (_count - FreeCount)) return null;
        if (!TryFindFree(length, out int first) || !TryDescribe(first + length) || !TryCommit(first, length)) return null;
        for (int i = first; i < first + length; i++) _free[i / WordBits] &= ~BitOf(i);
        FreeCount -= length;
        _usedEnd = System.Math.Max(_usedEnd, first + length);
        return _blocks + first;
    }

    private static bool TryFindFree(int length, out int first)
    {
        int run = 0;
        for (int i = 0; i < _count; i++)
        {
            ulong word = _free[i / WordBits] >> i % WordBits;
            if (word == 0)
            {
                run = 0;
                i |= WordBits - 1;
                continue;
            }
            if (run == 0) i += BitOperations.TrailingZeroCount(word);
            else if ((word & 1) == 0)
            {
                run = 0;
                continue;
            }
            if (++run < length) continue;
            first = i + 1 - length;
            return true;
        }
        first = 0;
        return false;
    }

    /// <summary>Has descriptors there for all blocks before one.</summary>
    private static bool TryDescribe(int end)
    {
        while (_describedEnd < end)
        {
            int next = System.Math.Min(_describedEnd + DescriptorsAtOnce, _count);
            if (!HeapPlatform.TryCommit((byte*)(_blocks + _describedEnd), (nuint)(next - _describedEnd) * (nuint)sizeof(Block))) return false;
            _describedEnd = next;
        }
        return true;
    }

    private static bool TryCommit(int first, int length)
    {
        int run = 0;
        for (int i = first; i <= first + length; i++)
        {
            if (i < first + length && !IsCommitted(i)) run++;
            else if (run != 0)
            {
                if (!HeapPlatform.TryCommit(StartOf(_blocks + i - run), (nuint)run << Block.Shift)) return false;
                for (int committed = i - run; committed < i; committed++) _committed[committed / WordBits] |= BitOf(committed);
                run = 0;
            }
        }
        return true;
    }

    /// <summary>Gives a block back, of a large object all.</summary>
    public static void Free(Block* block)
    {
        int first = (int)(block - _blocks);
        int length = block->Kind == BlockKind.LargeObject ? block->RunLength : 1;
        for (int i = first; i < first + length; i++)
        {
            _blocks[i].Kind = BlockKind.Free;
            _free[i / WordBits] |= BitOf(i);
        }
        FreeCount += length;
    }

    /// <summary>Gives the memory of free blocks back to the system, except for some of the lowest addresses.</summary>
    public static void ReleaseIdle(int kept)
    {
        int run = 0;
        for (int i = 0; i <= _usedEnd; i++)
        {
            bool isIdle = i < _usedEnd && IsFree(i) && IsCommitted(i) && --kept < 0;
            if (isIdle)
            {
                _committed[i / WordBits] &= ~BitOf(i);
                run++;
            }
            else if (run != 0)
            {
                HeapPlatform.Release(StartOf(_blocks + i - run), (nuint)run << Block.Shift);
                run = 0;
            }
        }
    }

    private static ulong BitOf(int index) => 1ul << index % WordBits;

    private static bool IsFree(int index) => (_free[index / WordBits] & BitOf(index)) != 0;

    private static bool IsCommitted(int index) => (_committed[index / WordBits] & BitOf(index)) != 0;
}
