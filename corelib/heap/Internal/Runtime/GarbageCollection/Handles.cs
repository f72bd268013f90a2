using System.Runtime.CompilerServices;

namespace Internal.Runtime.GarbageCollection;

/// <summary>
/// References that the collector treats in ways of their own, in blocks of the heap. Objects with finalizers have one
/// each, too.
/// </summary>
internal static unsafe class Handles
{
    private const int SlotsPerBlock = (int)(Block.Size / 16);

    /// <summary>A place for a reference; its address is the handle.</summary>
    public struct Slot
    {
        /// <summary>Of the object; of a free slot, of the next free one.</summary>
        public nuint Target;
        public HandleKind Kind;
    }

    private static Slot* _free;

    /// <summary>How many objects wait for their finalizers.</summary>
    public static int FinalizingCount { get; private set; }

    public static Slot* Allocate(object? target, HandleKind kind)
    {
        Allocator.Lock.Enter();
        if (_free == null) AddBlock();
        var slot = _free;
        _free = (Slot*)slot->Target;
        slot->Target = Boxes.AddressOf(target);
        slot->Kind = kind;
        Allocator.Lock.Exit();
        return slot;
    }

    public static void Free(Slot* slot)
    {
        Allocator.Lock.Enter();
        FreeInside(slot);
        Allocator.Lock.Exit();
    }

    /// <summary>Takes an object out of those whose finalizers are to run.</summary>
    public static object? TryTakeFinalizing()
    {
        Allocator.Lock.Enter();
        object? taken = FinalizingCount != 0 ? TakeFinalizing() : null;
        Allocator.Lock.Exit();
        return taken;
    }

    private static object? TakeFinalizing()
    {
        for (var slots = Walk.Begin(); slots.MoveNext();)
        {
            if (slots.Current->Kind != HandleKind.Finalizing) continue;
            var target = Boxes.ObjectAt(slots.Current->Target);
            FreeInside(slots.Current);
            FinalizingCount--;
            return target;
        }
        return null;
    }

    /// <summary>As <see cref="Free"/>; the heap's lock is held.</summary>
    private static void FreeInside(Slot* slot)
    {
        slot->Kind = HandleKind.Free;
        slot->Target = (nuint)_free;
        _free = slot;
    }

    private static void AddBlock()
    {
        var slots = (Slot*)BlockTable.StartOf(Allocator.TakeBlock(BlockKind.Handles));
        for (int i = SlotsPerBlock - 1; i >= 0; i--) FreeInside(slots + i);
    }

    // For the collector.

    /// <summary>Marks what handles of a kind refer to.</summary>
    public static void Mark(HandleKind kind)
    {
        for (var slots = Walk.Begin(); slots.MoveNext();)
            if (slots.Current->Kind == kind) Marker.Mark(slots.Current->Target);
    }

    /// <summary>Lets handles of a kind forget what is not marked.</summary>
    public static void ClearDead(HandleKind kind)
    {
        for (var slots = Walk.Begin(); slots.MoveNext();)
            if (slots.Current->Kind == kind && !Marker.IsMarked(slots.Current->Target)) slots.Current->Target = 0;
    }

    /// <summary>Marks the values of pairs whose keys are marked, whoever refers to the keys.</summary>
    /// <returns>Whether there was one that was not marked yet: it may lead to further keys.</returns>
    public static bool MarkValuesOfPairs()
    {
        bool hasMarked = false;
        for (var slots = Walk.Begin(); slots.MoveNext();)
        {
            if (slots.Current->Kind != HandleKind.Pair || !Marker.IsMarked(slots.Current->Target)) continue;
            var pair = DependentPair.At(slots.Current->Target);
            if (pair.Key == 0 || !Marker.IsMarked(pair.Key) || Marker.IsMarked(pair.Value)) continue;
            Marker.Mark(pair.Value);
            hasMarked = true;
        }
        return hasMarked;
    }

    /// <summary>Empties pairs whose keys are dead, and lets those go to which nothing leads.</summary>
    public static void ClearDeadPairs()
    {
        for (var slots = Walk.Begin(); slots.MoveNext();)
        {
            if (slots.Current->Kind != HandleKind.Pair) continue;
            if (!Marker.IsMarked(slots.Current->Target)) FreeInside(slots.Current);
            else
            {
                var pair = DependentPair.At(slots.Current->Target);
                if (!Marker.IsMarked(pair.Key)) pair.Key = pair.Value = 0;
            }
        }
    }

    /// <summary>Marks what has a finalizer and would be dead, so that its finalizer can run.</summary>
    public static void QueueDeadFinalizable()
    {
        // Two walks: what one finalizer can reach has its own run all the same.
        for (var slots = Walk.Begin(); slots.MoveNext();)
        {
            var slot = slots.Current;
            if (slot->Kind != HandleKind.Finalizable || Marker.IsMarked(slot->Target)) continue;
            if (Finalization.IsSuppressed(slot->Target))
            {
                FreeInside(slot);
                continue;
            }
            slot->Kind = HandleKind.Finalizing;
            FinalizingCount++;
        }
        if (FinalizingCount != 0) Mark(HandleKind.Finalizing);
    }

    /// <summary>All slots of all blocks.</summary>
    private struct Walk
    {
        private int _block;
        private Slot* _next;
        private int _left;

        public static Walk Begin() => default;

        public readonly Slot* Current => _next - 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (_left == 0 && !MoveToBlock()) return false;
            _left--;
            _next++;
            return true;
        }

        private bool MoveToBlock()
        {
            while (_block < BlockTable.UsedEnd)
            {
                var block = BlockTable.At(_block++);
                if (block->Kind != BlockKind.Handles) continue;
                _next = (Slot*)BlockTable.StartOf(block);
                _left = SlotsPerBlock;
                return true;
            }
            return false;
        }
    }
}
