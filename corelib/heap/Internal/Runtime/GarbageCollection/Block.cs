using System.Numerics;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.GarbageCollection;

/// <summary>
/// What is known of 64 KiB of the heap. Descriptors lie apart from the memory that they describe, so that marking and
/// sweeping do not touch it, and so that blocks have all their bytes for cells.
/// </summary>
/// <remarks>
/// Invariants, between collections: no cell is marked; a cell that is not allocated holds nothing of anybody's. A cell
/// that an <see cref="AllocationContext"/> has claimed counts as allocated.
/// </remarks>
internal unsafe struct Block
{
    public const int Shift = 16;
    public const uint Size = 1 << Shift;

    public BlockKind Kind;
    public byte SizeClass;

    /// <summary>Words of <see cref="Allocated"/> before this one have no free cell.</summary>
    public int NextWord;

    public int CellCount;
    public uint CellSize;

    /// <summary>2³² / size, rounded up: what dividing by the size is done with.</summary>
    private uint _reciprocal;

    /// <summary>Of a large object: its blocks. Of the rest of one: how far behind its first block this is.</summary>
    public int RunLength;

    /// <summary>The next of the same class that has free cells; null at the end.</summary>
    public Block* Next;

    public CellBits Allocated;
    public CellBits Marked;

    public readonly int WordCount => (CellCount + CellBits.WordBits - 1) / CellBits.WordBits;

    public void MakeCells(int sizeClass)
    {
        this = default;
        Kind = BlockKind.Cells;
        SizeClass = (byte)sizeClass;
        CellSize = SizeClasses.SizeOf(sizeClass);
        CellCount = (int)(Size / CellSize);
        _reciprocal = (uint)((1ul << 32) / CellSize + 1);
    }

    public void MakeLargeObject(int runLength)
    {
        this = default;
        Kind = BlockKind.LargeObject;
        CellCount = 1;
        RunLength = runLength;
        Allocated[0] = 1;
    }

    public void MakeLargeObjectRest(int distance)
    {
        this = default;
        Kind = BlockKind.LargeObjectRest;
        RunLength = distance;
    }

    /// <summary>The cell in which a byte lies; may be behind the last one.</summary>
    public readonly int CellAt(nuint offset)
        // Exact: the reciprocal is off by less than size / 2³² each, the offset is below 2¹⁶, the size below 2¹⁵.
        => Kind == BlockKind.LargeObject ? 0 : (int)(offset * _reciprocal >> 32);

    /// <summary>The cells that a word of bits stands for.</summary>
    public readonly ulong CellsOf(int word)
    {
        int rest = CellCount - word * CellBits.WordBits;
        return rest >= CellBits.WordBits ? ulong.MaxValue : (1ul << rest) - 1;
    }

    public bool IsAllocated(int cell) => (Allocated[cell / CellBits.WordBits] >> cell % CellBits.WordBits & 1) != 0;

    /// <param name="cell">Below <see cref="CellCount"/>.</param>
    /// <returns>Whether there is an object in it, which was not marked before.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMark(uint cell)
    {
        ref ulong word = ref Marked.WordOf(cell);
        ulong bit = 1ul << (int)(cell % CellBits.WordBits);
        if ((Allocated.WordOf(cell) & ~word & bit) == 0) return false;
        word |= bit;
        return true;
    }

    public bool IsMarked(int cell) => (Marked[cell / CellBits.WordBits] >> cell % CellBits.WordBits & 1) != 0;

    /// <summary>What is marked is what is allocated from now on.</summary>
    /// <returns>The number of cells that live.</returns>
    public int KeepMarked()
    {
        int live = 0;
        NextWord = WordCount;
        for (int i = WordCount - 1; i >= 0; i--)
        {
            ulong marked = Marked[i];
            live += BitOperations.PopCount(marked);
            Allocated[i] = marked;
            Marked[i] = 0;
            if (marked != CellsOf(i)) NextWord = i;
        }
        return live;
    }
}
