using System.Runtime.CompilerServices;
using System.Threading;
using Internal.Runtime.Threading;

namespace Internal.Runtime.GarbageCollection;

/// <summary>Objects that have something to do when nobody can reach them any more.</summary>
internal static unsafe class Finalization
{
    /// <summary>In the word in front of an object.</summary>
    private const int SuppressedFlag = 1;

    /// <summary>The thread that runs finalizers and nothing else; there is one as soon as an object has been made that needs it.</summary>
    private static Thread? _thread;

    private static ThreadBlock* _block;

    /// <summary>A door, which is open while nothing waits for its finalizer and none runs.</summary>
    private static int _isIdle = 1;

    public static void Register(object target)
    {
        if (_thread == null) StartThread();
        _ = Handles.Allocate(target, HandleKind.Finalizable);
    }

    /// <summary>An object has its finalizer run again, although it did already or was not to.</summary>
    public static void Renew(object target)
    {
        int before = Interlocked.And(ref FlagsOf(Boxes.AddressOf(target)), ~SuppressedFlag);
        if ((before & SuppressedFlag) == 0) Register(target);
    }

    public static void Suppress(object target) => _ = Interlocked.Or(ref FlagsOf(Boxes.AddressOf(target)), SuppressedFlag);

    public static bool IsSuppressed(nuint target) => (FlagsOf(target) & SuppressedFlag) != 0;

    /// <summary>Waits until all are done that the last collection found.</summary>
    public static void AwaitIdle()
    {
        // A finalizer that waited for itself would wait for ever.
        if (ThreadBlock.Current != _block) _ = WaitableWord.AwaitOpen(ref _isIdle, IThreadPlatform.Never);
    }

    /// <summary>After a collection, the heap's lock being held.</summary>
    public static void WakeIfNeeded()
    {
        if (Handles.FinalizingCount == 0) return;
        WaitableWord.Shut(ref _isIdle);
        // Before its first round it has none.
        if (_block != null) ThreadPlatform.Unpark(_block);
    }

    private static void StartThread()
    {
        // Finalizers give back what the program has of the system, as a rule.
        Thread thread = new(RunAll) { IsBackground = true, Name = "finalizers", Place = ThreadPlace.FirstCore };
        if (Interlocked.CompareExchange(ref _thread, thread, null) == null) thread.Start();
    }

    private static void RunAll()
    {
        _block = ThreadBlock.Current;
        while (true)
        {
            while (RunNext()) { }
            OpenIfDone();
            _block->LastCell = null;
            _ = ThreadPlatform.Park(_block, IThreadPlatform.Never);
        }
    }

    /// <summary>A collection that found more shuts the door after its lock is free, and so not before this.</summary>
    private static void OpenIfDone()
    {
        Allocator.Lock.Enter();
        bool isDone = Handles.FinalizingCount == 0;
        if (isDone) WaitableWord.Open(ref _isIdle);
        Allocator.Lock.Exit();
    }

    /// <returns>False when there is none.</returns>
    // Not inlined: the object is to be nowhere on the stack afterwards.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool RunNext()
    {
        object? target = Handles.TryTakeFinalizing();
        if (target == null) return false;
        if (!IsSuppressed(Boxes.AddressOf(target))) ((delegate*<object, void>)target.m_pEEType->Finalizer)(target);
        return true;
    }

    /// <summary>The lower half of the word in front of the object; the upper one is its lock.</summary>
    private static ref int FlagsOf(nuint target) => ref *((int*)target - 2);
}
