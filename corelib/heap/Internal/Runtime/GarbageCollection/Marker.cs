namespace Internal.Runtime.GarbageCollection;

/// <summary>
/// Marks what can be reached. What is marked and not yet looked into stands on a stack of fixed size; when that is too
/// small, the marked objects of the whole heap are looked into again.
/// </summary>
internal static unsafe class Marker
{
    /// <summary>One for so many bytes of the heap.</summary>
    private const uint BytesPerEntry = 256;

    /// <summary>Few, so that stress mode shows whether the heap is looked through rightly.</summary>
    private const int EntriesUnderStress = 512;

    private const int EntriesKept = 8 << 10;

    private static byte** _stack;
    private static int _capacity;

    /// <summary>Entries before this one have memory.</summary>
    private static int _committedEnd;

    private static int _count;
    private static int _mostCount;
    private static bool _hasOverflown;

    public static void Initialize(nuint limit)
    {
        nuint size = BytesOf((int)(limit / BytesPerEntry));
        _capacity = (int)(size / (nuint)sizeof(byte*));
        _stack = (byte**)HeapPlatform.Reserve(size);
    }

    /// <summary>Marks what words refer to that may be anything: addresses of objects, in objects, or none.</summary>
    public static void MarkConservatively(byte* start, byte* end)
    {
        for (var word = (nuint*)start; word < end; word++) Mark(*word);
    }

    /// <summary>Marks what references refer to.</summary>
    public static void MarkAll(nuint* start, nuint* end)
    {
        for (; start < end; start++)
            if (*start != 0) Mark(*start);
    }

    /// <param name="address">Of an object, of something in an object, or of none: these do nothing.</param>
    public static void Mark(nuint address)
    {
        // The most frequent of all that a collection does: everything is in registers after a look at the descriptor.
        var block = BlockTable.Around(address, out byte* start);
        if (block == null) return;
        uint cell = (uint)block->CellAt(address - (nuint)start);
        if (cell >= (uint)block->CellCount || !block->TryMark(cell)) return;
        byte* target = ObjectIn(start, block, (int)cell);
        // A cell that was given out but is no object yet has no type.
        var type = *(MethodTable**)target;
        if (type != null && type->HasReferences) Push(target);
    }

    public static bool IsMarked(nuint address)
    {
        var block = BlockTable.Around(address);
        return block == null || block->IsMarked(block->CellAt(address - (nuint)BlockTable.StartOf(block)));
    }

    /// <summary>Looks into all that is marked, until nothing new is found.</summary>
    public static void Finish()
    {
        Drain();
        while (_hasOverflown)
        {
            _hasOverflown = false;
            for (int i = 0; i < BlockTable.UsedEnd; i++) LookIntoMarked(BlockTable.At(i));
        }
        if (_mostCount > EntriesKept)
        {
            HeapPlatform.Release((byte*)_stack, (nuint)_committedEnd * (nuint)sizeof(byte*));
            _committedEnd = 0;
        }
        _mostCount = 0;
    }

    /// <summary>In whole pages, whatever size the system's have.</summary>
    private static nuint BytesOf(int entries)
        => (nuint)entries * (nuint)sizeof(byte*) + Block.Size - 1 & ~(nuint)(Block.Size - 1);

    private static void Push(byte* target)
    {
        if (_count >= (Collector.IsStressed ? EntriesUnderStress : _capacity) || _count == _committedEnd && !TryCommitMore())
        {
            _hasOverflown = true;
            return;
        }
        _stack[_count++] = target;
    }

    private static bool TryCommitMore()
    {
        if (!HeapPlatform.TryCommit((byte*)(_stack + _committedEnd), Block.Size)) return false;
        _committedEnd += (int)Block.Size / sizeof(byte*);
        return true;
    }

    private static void Drain()
    {
        while (_count != 0)
        {
            if (_count > _mostCount) _mostCount = _count;
            MethodTable.MarkReferences(_stack[--_count]);
        }
    }

    private static void LookIntoMarked(Block* block)
    {
        if (block->Kind is not (BlockKind.Cells or BlockKind.LargeObject)) return;
        byte* start = BlockTable.StartOf(block);
        for (int cell = 0; cell < block->CellCount; cell++)
        {
            if (!block->IsMarked(cell)) continue;
            byte* target = ObjectIn(start, block, cell);
            var type = *(MethodTable**)target;
            if (type == null || !type->HasReferences) continue;
            MethodTable.MarkReferences(target);
            Drain();
        }
    }

    /// <summary>An object's address is that of its type's; a word in front of it belongs to it.</summary>
    private static byte* ObjectIn(byte* start, Block* block, int cell)
        => start + (nuint)cell * block->CellSize + sizeof(nint);
}
