using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace Internal.Runtime.GarbageCollection;

/// <summary>Gives memory for objects, and has the collector run when it is time.</summary>
internal static unsafe class Allocator
{
    /// <summary>Claimed at once, except when a single cell is more.</summary>
    private const uint MostBytesClaimed = 8 << 10;

    /// <summary>Collecting before so much was allocated does not pay.</summary>
    private const nuint LeastBudget = 4 << 20;

    private struct BlockList
    {
        public Block* First;
    }

    [InlineArray(SizeClasses.Most)]
    private struct BlockLists { private BlockList _first; }

    /// <summary>
    /// Held by whoever changes anything in the heap but a thread's own contexts, collects, or goes through the threads.
    /// </summary>
    public static RawLock Lock;

    /// <summary>Blocks with free cells, by class.</summary>
    private static BlockLists _open;

    private static nuint _budget;

    /// <summary>Bytes given out since the last collection, claimed ones included.</summary>
    private static nuint _recent;

    /// <summary>All that was given out before.</summary>
    public static nuint TotalBefore { get; private set; }

    public static nuint Total => TotalBefore + _recent;

    /// <summary>Bytes of objects that the last collection found alive, and those made since.</summary>
    public static nuint Used { get; private set; }

    public static nuint UsedNow => Used + _recent;

    /// <summary>The most that objects may take up, in whole blocks.</summary>
    public static nuint Limit
    {
        get => (nuint)BlockTable.Most << Block.Shift;
        set
        {
            Lock.Enter();
            BlockTable.Most = (int)Math.Min(value >> Block.Shift, (nuint)BlockTable.Count);
            SetBudget(Used);
            Lock.Exit();
        }
    }

    public static void Initialize(nuint limit)
    {
        ThreadPlatform.Prepare(ref Lock);
        SizeClasses.Initialize();
        BlockTable.Initialize(limit);
        SetBudget(0);
    }

    /// <param name="size">A multiple of 8.</param>
    /// <returns>Zeroed memory. Where there is none, the program ends.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Allocate(nuint size)
    {
        if (size > SizeClasses.Largest) return OrEnd(TryAllocateLarge(size));
        int sizeClass = SizeClasses.ClassOf(size);
        var thread = ThreadBlock.Current;
        byte* cell = thread->Contexts[sizeClass].TryTake(ref thread->LastCell);
        return cell != null ? cell : OrEnd(TryRefill(thread, sizeClass));
    }

    /// <returns>As above, or null.</returns>
    public static byte* TryAllocate(nuint size)
    {
        if (size > SizeClasses.Largest) return TryAllocateLarge(size);
        int sizeClass = SizeClasses.ClassOf(size);
        var thread = ThreadBlock.Current;
        byte* cell = thread->Contexts[sizeClass].TryTake(ref thread->LastCell);
        return cell != null ? cell : TryRefill(thread, sizeClass);
    }

    private static byte* OrEnd(byte* cell)
    {
        if (cell == null) ThrowHelpers.OutOfMemory();
        return cell;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* TryRefill(ThreadBlock* thread, int sizeClass)
    {
        ref var context = ref thread->Contexts[sizeClass];
        byte* cell = null;
        Lock.Enter();
        CollectIfDue();
        if (TryClaim(sizeClass, ref context) || TryClaimAfterCollecting(sizeClass, ref context))
        {
            context.Clear();
            cell = context.TryTake(ref thread->LastCell);
        }
        Lock.Exit();
        return cell;
    }

    private static bool TryClaimAfterCollecting(int sizeClass, ref AllocationContext context)
    {
        Collector.CollectInside();
        return TryClaim(sizeClass, ref context);
    }

    /// <summary>A block for the heap's own records. The lock is held.</summary>
    public static Block* TakeBlock(BlockKind kind)
    {
        var block = BlockTable.TryTake(1);
        if (block == null)
        {
            Collector.CollectInside();
            block = BlockTable.TryTake(1);
            if (block == null) ThrowHelpers.OutOfMemory();
        }
        *block = default;
        block->Kind = kind;
        SpanHelpers.ClearWithoutReferences(ref *BlockTable.StartOf(block), Block.Size);
        return block;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static byte* TryAllocateLarge(nuint size)
    {
        nuint length = (size - 1 >> Block.Shift) + 1;
        if (length > (nuint)BlockTable.Count) return null;
        Lock.Enter();
        CollectIfDue();
        var block = BlockTable.TryTake((int)length);
        if (block == null)
        {
            Collector.CollectInside();
            block = BlockTable.TryTake((int)length);
        }
        if (block == null)
        {
            Lock.Exit();
            return null;
        }
        block->MakeLargeObject((int)length);
        for (int i = 1; i < (int)length; i++) block[i].MakeLargeObjectRest(i);
        _recent += length << Block.Shift;
        byte* start = BlockTable.StartOf(block);
        SpanHelpers.ClearWithoutReferences(ref *start, size);
        ThreadBlock.Current->LastCell = start;
        Lock.Exit();
        return start;
    }

    private static void CollectIfDue()
    {
        if (_recent >= _budget || Collector.IsStressed) Collector.CollectInside();
    }

    private static bool TryClaim(int sizeClass, ref AllocationContext context)
    {
        ref var open = ref _open[sizeClass].First;
        for (; open != null; open = open->Next)
        {
            for (; open->NextWord < open->WordCount; open->NextWord++)
            {
                ulong free = ~open->Allocated[open->NextWord] & open->CellsOf(open->NextWord);
                if (free == 0) continue;
                context = Claim(open, free);
                return true;
            }
        }
        var block = BlockTable.TryTake(1);
        if (block == null) return false;
        block->MakeCells(sizeClass);
        open = block;
        context = Claim(block, block->CellsOf(0));
        return true;
    }

    private static AllocationContext Claim(Block* block, ulong free)
    {
        // Whoever collects at every allocation has to be asked for each.
        int most = Collector.IsStressed ? 1 : (int)Math.Max(1, MostBytesClaimed / block->CellSize);
        ulong claimed = free;
        while (BitOperations.PopCount(claimed) > most) claimed ^= 1ul << BitOperations.Log2(claimed);
        block->Allocated[block->NextWord] |= claimed;
        _recent += (nuint)BitOperations.PopCount(claimed) * block->CellSize;
        return new AllocationContext(block, block->NextWord, claimed);
    }

    // For the collector.

    /// <summary>Gives back what a thread has claimed, which is not in the middle of taking any of it.</summary>
    public static void FlushContexts(ThreadBlock* thread)
    {
        thread->LastCell = null;
        for (int i = 0; i < SizeClasses.Most; i++) thread->Contexts[i].Flush();
    }

    /// <summary>Keeps what a thread has claimed that was stopped anywhere, and the cell that it may be about to make an object of.</summary>
    public static void KeepContexts(ThreadBlock* thread)
    {
        for (int i = 0; i < SizeClasses.Most; i++) thread->Contexts[i].Keep();
        if (thread->LastCell != null) Marker.Mark((nuint)thread->LastCell);
    }

    /// <summary>Keeps what is marked, frees blocks without anything, and lists those with something free.</summary>
    public static void Sweep()
    {
        for (int i = 0; i < SizeClasses.Most; i++) _open[i].First = null;
        nuint used = 0;
        // From the end, so that each list begins with the lowest address: what is high gets empty.
        for (int i = BlockTable.UsedEnd - 1; i >= 0; i--)
        {
            var block = BlockTable.At(i);
            if (block->Kind is not (BlockKind.Cells or BlockKind.LargeObject)) continue;
            if (Collector.IsStressed) Poison(block);
            int live = block->KeepMarked();
            if (live == 0)
            {
                BlockTable.Free(block);
                continue;
            }
            if (block->Kind == BlockKind.LargeObject)
            {
                used += (nuint)block->RunLength << Block.Shift;
                continue;
            }
            used += (nuint)live * block->CellSize;
            if (live == block->CellCount) continue;
            block->Next = _open[block->SizeClass].First;
            _open[block->SizeClass].First = block;
        }
        TotalBefore += _recent;
        _recent = 0;
        Used = used;
        SetBudget(used);
        BlockTable.ReleaseIdle(kept: (int)(_budget >> Block.Shift));
    }

    /// <summary>As much again as lives, within what the limit leaves.</summary>
    private static void SetBudget(nuint used) => _budget = Math.Max(used, Math.Min(LeastBudget, Limit / 4));

    /// <summary>Makes the use of what was found dead show.</summary>
    private static void Poison(Block* block)
    {
        const byte Dead = 0xDB;
        if (block->Kind == BlockKind.LargeObject) return;
        for (int cell = 0; cell < block->CellCount; cell++)
        {
            if (!block->IsAllocated(cell) || block->IsMarked(cell)) continue;
            SpanHelpers.Fill(ref BlockTable.StartOf(block)[(nuint)cell * block->CellSize], Dead, block->CellSize);
        }
    }
}
