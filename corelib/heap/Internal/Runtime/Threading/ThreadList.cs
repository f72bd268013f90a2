using Internal.Runtime.GarbageCollection;

namespace Internal.Runtime.Threading;

/// <summary>All threads that can know objects. Whoever goes through them holds the heap's lock.</summary>
internal static unsafe class ThreadList
{
    /// <summary>What the word of a lock has room for.</summary>
    public const int MostThreads = (1 << 16) - 1;

    private static ThreadBlock* _first;

    /// <summary>The highest number given so far.</summary>
    private static int _lastId;

    public static ThreadBlock* First => _first;

    /// <summary>Has the collector know a thread from now on, and the object that belongs to it.</summary>
    public static void Add(ThreadBlock* thread, object? managed)
    {
        Allocator.Lock.Enter();
        thread->Self = thread;
        thread->Id = FreeId();
        thread->Thread = Boxes.AddressOf(managed);
        thread->Previous = null;
        thread->Next = _first;
        if (_first != null) _first->Previous = thread;
        _first = thread;
        Allocator.Lock.Exit();
    }

    /// <summary>Of the thread that calls: from now on it may touch objects.</summary>
    public static void Begin(ThreadBlock* thread)
    {
        Allocator.Lock.Enter();
        thread->IsRunning = true;
        Allocator.Lock.Exit();
    }

    /// <summary>Of the thread that calls: from now on it must not touch objects.</summary>
    public static void Remove(ThreadBlock* thread)
    {
        Allocator.Lock.Enter();
        Allocator.FlushContexts(thread);
        if (thread->Previous != null) thread->Previous->Next = thread->Next;
        else _first = thread->Next;
        if (thread->Next != null) thread->Next->Previous = thread->Previous;
        thread->Thread = thread->Statics = 0;
        Allocator.Lock.Exit();
    }

    /// <summary>The lowest that nobody has.</summary>
    private static int FreeId()
    {
        for (int id = 1; id <= _lastId; id++)
            if (!IsTaken(id)) return id;
        if (_lastId == MostThreads) CompilerHelpers.ThrowHelpers.FailFast("more threads than locks can name");
        return ++_lastId;
    }

    private static bool IsTaken(int id)
    {
        for (var thread = _first; thread != null; thread = thread->Next)
            if (thread->Id == id) return true;
        return false;
    }
}
