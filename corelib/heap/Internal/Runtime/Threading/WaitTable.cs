using System.Runtime.CompilerServices;
using System.Threading;

namespace Internal.Runtime.Threading;

/// <summary>
/// The threads that wait, in queues by the address of what they wait for: objects do not move, so a word in one is name enough. What can be
/// waited for needs no more than that word; a thread waits for one thing at a time, so its own block is the entry.
/// </summary>
/// <remarks>
/// The protocol: enter, look at the word, <see cref="Add"/> or not, exit, <see cref="Await"/>. Whoever changes the word so that somebody
/// need wait no more does that inside, too, and wakes there: nothing is missed in between.
/// </remarks>
internal static unsafe class WaitTable
{
    private const int QueueCount = 64;

    private struct Queue
    {
        public ThreadBlock* First, Last;
    }

    [InlineArray(QueueCount)]
    private struct Queues { private Queue _first; }

    private static RawLock _lock;
    private static Queues _queues;

    public static void Initialize() => ThreadPlatform.Prepare(ref _lock);

    public static void Enter() => _lock.Enter();

    public static void Exit() => _lock.Exit();

    // Inside.

    /// <summary>Has the calling thread wait; it must then <see cref="Await"/>, outside.</summary>
    public static void Add(ThreadBlock* self, nuint key)
    {
        ref var queue = ref QueueOf(key);
        self->Wait = new() { Key = key, Previous = queue.Last };
        if (queue.Last != null) queue.Last->Wait.Next = self;
        else queue.First = self;
        queue.Last = self;
    }

    /// <summary>Wakes the thread that has waited longest.</summary>
    /// <returns>False when none does.</returns>
    public static bool TryWakeOne(nuint key)
    {
        var thread = FirstOf(key);
        if (thread == null) return false;
        Wake(thread);
        return true;
    }

    public static void WakeAll(nuint key)
    {
        while (TryWakeOne(key)) { }
    }

    public static bool HasWaiter(nuint key) => FirstOf(key) != null;

    // Outside.

    /// <summary>Waits until somebody wakes the thread that calls.</summary>
    /// <returns>False when the deadline came first; it waits no more then.</returns>
    public static bool Await(ThreadBlock* self, ulong deadline)
    {
        // What it made last is on its stack, if it needs that any more.
        self->LastCell = null;
        while (!Volatile.Read(ref self->Wait.IsOver))
        {
            if (ThreadPlatform.Park(self, deadline)) continue;
            Enter();
            bool isWoken = self->Wait.IsOver;
            if (!isWoken) Remove(self);
            Exit();
            return isWoken;
        }
        return true;
    }

    private static ThreadBlock* FirstOf(nuint key)
    {
        var thread = QueueOf(key).First;
        while (thread != null && thread->Wait.Key != key) thread = thread->Wait.Next;
        return thread;
    }

    /// <summary>From then on the thread may be gone at any time.</summary>
    private static void Wake(ThreadBlock* thread)
    {
        Remove(thread);
        Volatile.Write(ref thread->Wait.IsOver, true);
        ThreadPlatform.Unpark(thread);
    }

    private static void Remove(ThreadBlock* thread)
    {
        ref var queue = ref QueueOf(thread->Wait.Key);
        if (thread->Wait.Previous != null) thread->Wait.Previous->Wait.Next = thread->Wait.Next;
        else queue.First = thread->Wait.Next;
        if (thread->Wait.Next != null) thread->Wait.Next->Wait.Previous = thread->Wait.Previous;
        else queue.Last = thread->Wait.Previous;
    }

    private static ref Queue QueueOf(nuint key) 
        => ref _queues[(int)(unchecked((key >> 2) * 0x9E3779B1) >> 8 & QueueCount - 1)];
}
