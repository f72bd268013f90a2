using System.Numerics;
using System.Runtime.CompilerServices;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Scheduling;

/// <summary>The threads of a core that could run and do not: a queue for each priority, and a bit for each queue that is not empty.</summary>
// SAFETY: threads leave their queue before they end.
public unsafe partial struct RunQueue
{
    [InlineArray(SchedulingContext.Priorities)]
    private struct Queues { private ThreadQueue _first; }

    private Queues _queues;
    private ulong _occupied;

    public readonly bool IsEmpty => _occupied == 0;

    /// <summary>The highest priority that has a thread. There is one.</summary>
    public readonly int Highest => 63 - BitOperations.LeadingZeroCount(_occupied);

    /// <summary>Does a thread of a higher priority than this wait?</summary>
    public readonly bool HasAbove(int priority) => _occupied >> priority > 1;

    /// <summary>Does a thread of this priority or a higher one wait?</summary>
    public readonly bool HasAtLeast(int priority) => _occupied >> priority != 0;

    /// <summary>No scheduling context has a priority for which there is no queue.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ref ThreadQueue QueueOf(int priority) => ref Unsafe.Add(ref Unsafe.As<Queues, ThreadQueue>(ref _queues), priority);

    /// <summary>The thread of a priority that goes on next, or null.</summary>
    public Thread* FirstOf(int priority) => QueueOf(priority).First;

    /// <summary>Takes the first thread of a priority, of which there is one, and puts another behind the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Rotate(Thread* last, int priority)
    {
        ref ThreadQueue queue = ref QueueOf(priority);
        last->Flags |= Objects.ThreadFlags.Queued;
        last->Next = null;
        last->Previous = queue.Last;
        queue.Last->Next = last;
        queue.Last = last;
        queue.First->Flags &= ~Objects.ThreadFlags.Queued;
        queue.First = queue.First->Next;
        queue.First->Previous = null;
    }

    public void AddLast(Thread* thread, int priority)
    {
        QueueOf(priority).AddLast(thread);
        _occupied |= 1UL << priority;
        thread->Flags |= Objects.ThreadFlags.Queued;
    }

    public void AddFirst(Thread* thread, int priority)
    {
        QueueOf(priority).AddFirst(thread);
        _occupied |= 1UL << priority;
        thread->Flags |= Objects.ThreadFlags.Queued;
    }

    public void Remove(Thread* thread, int priority)
    {
        ref ThreadQueue queue = ref QueueOf(priority);
        queue.Remove(thread);
        if (queue.IsEmpty) _occupied &= ~(1UL << priority);
        thread->Flags &= ~Objects.ThreadFlags.Queued;
    }

    /// <summary>Takes the first thread of the highest priority, or null.</summary>
    public Thread* TakeHighest()
    {
        if (_occupied == 0) return null;
        int priority = Highest;
        ref ThreadQueue queue = ref QueueOf(priority);
        Thread* thread = queue.TakeFirst();
        if (queue.IsEmpty) _occupied &= ~(1UL << priority);
        thread->Flags &= ~Objects.ThreadFlags.Queued;
        return thread;
    }
}
