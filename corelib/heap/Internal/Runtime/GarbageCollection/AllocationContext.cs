using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime.GarbageCollection;

/// <summary>
/// Cells of one size that were claimed for one thread and are given out without asking anybody: at most as many as one
/// word of bits. They are zero already.
/// </summary>
internal unsafe struct AllocationContext
{
    private Block* _block;
    private byte* _firstCell;
    private uint _cellSize;
    private int _word;
    private ulong _free;

    public AllocationContext(Block* block, int word, ulong free)
    {
        _block = block;
        _cellSize = block->CellSize;
        _firstCell = BlockTable.StartOf(block) + (nuint)word * CellBits.WordBits * block->CellSize;
        _word = word;
        _free = free;
    }

    /// <param name="last">
    /// Where the cell is noted before it is given out: a thread that is stopped in between has it nowhere else.
    /// </param>
    /// <returns>A cell; null when there is none left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* TryTake(ref byte* last)
    {
        ulong free = _free;
        if (free == 0) return null;
        byte* cell = unchecked(_firstCell + (nuint)((uint)BitOperations.TrailingZeroCount(free) * _cellSize));
        last = cell;
        Volatile.Write(ref _free, unchecked(free & (free - 1)));
        return cell;
    }

    /// <summary>Gives the rest back to the block.</summary>
    public void Flush()
    {
        if (_free == 0) return;
        _block->Allocated[_word] &= ~_free;
        _free = 0;
    }

    /// <summary>Keeps the rest claimed through a collection: of a thread that was stopped, maybe in the middle of taking a cell.</summary>
    public readonly void Keep()
    {
        // They are empty: there is nothing in them to look into.
        if (_free != 0) _block->Marked[_word] |= _free;
    }

    /// <summary>Zeroes what is claimed, neighbours at once.</summary>
    public void Clear()
    {
        for (ulong left = _free; left != 0;)
        {
            int first = BitOperations.TrailingZeroCount(left);
            int length = BitOperations.TrailingZeroCount(~(left >> first));
            System.SpanHelpers.ClearWithoutReferences(
                ref _firstCell[(nuint)first * _cellSize], (nuint)length * _cellSize);
            if (first + length == CellBits.WordBits) break;
            left &= ulong.MaxValue << first + length;
        }
    }
}
