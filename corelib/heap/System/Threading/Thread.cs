using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace System.Threading;

public delegate void ThreadStart();

public delegate void ParameterizedThreadStart(object? obj);

/// <summary>A sequence of instructions beside others, with a stack of its own.</summary>
public sealed unsafe partial class Thread
{
    /// <summary>A <see cref="ThreadStart"/> or a <see cref="ParameterizedThreadStart"/>; null of a thread that was there already.</summary>
    private Delegate? _start;

    private object? _argument;
    private readonly int _stackBytes;
    private ThreadBlock* _block;
    private int _id;

    /// <summary>0 not started, 1 started.</summary>
    private int _isStarted;

    /// <summary>0, and 1 when the thread has ended: what <see cref="Join()"/> waits for.</summary>
    private int _hasEnded;

    private bool _isBackground;

    public Thread(ThreadStart start) : this(start, 0) { }

    /// <param name="maxStackSize">In bytes; 0 for the usual.</param>
    public Thread(ThreadStart start, int maxStackSize) : this((Delegate)start, maxStackSize) { }

    public Thread(ParameterizedThreadStart start) : this(start, 0) { }

    public Thread(ParameterizedThreadStart start, int maxStackSize) : this((Delegate)start, maxStackSize) { }

    private Thread(Delegate start, int maxStackSize)
    {
        if (start == null) ThrowHelpers.ThrowArgumentNullException();
        if (maxStackSize < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _start = start;
        _stackBytes = maxStackSize;
    }

    /// <summary>For a thread that runs already, and was not made by a program: the first one.</summary>
    private Thread(ThreadBlock* block)
    {
        _block = block;
        _id = block->Id;
        _isStarted = 1;
    }

    public static Thread CurrentThread
    {
        get
        {
            var block = ThreadBlock.Current;
            if (block->Thread == 0) block->Thread = Boxes.AddressOf(new Thread(block));
            return Unsafe.As<Thread>(Boxes.ObjectAt(block->Thread));
        }
    }

    public string? Name { get; set; }

    internal ThreadPlace Place { get; init; }

    /// <summary>Numbers of threads that have ended are given to others.</summary>
    public int ManagedThreadId => _id;

    /// <summary>Between its start and its end.</summary>
    public bool IsAlive => Volatile.Read(ref _isStarted) != 0 && Volatile.Read(ref _hasEnded) == 0;

    /// <summary>Does the process end without waiting for it?</summary>
    public bool IsBackground
    {
        get
        {
            RefuseAfterEnd();
            return _isBackground;
        }
        set
        {
            RefuseAfterEnd();
            if (_isBackground == value) return;
            _isBackground = value;
            if (IsAlive) ForegroundThreads.Add(value ? -1 : 1);
        }
    }

    private void RefuseAfterEnd()
    {
        if (Volatile.Read(ref _hasEnded) != 0) ThrowHelpers.FailFast("a thread that has ended");
    }

    public void Start()
    {
        if (Interlocked.Exchange(ref _isStarted, 1) != 0) ThrowHelpers.FailFast("a thread that was started already");
        _block = ThreadPlatform.TryMake((nuint)_stackBytes, Place);
        if (_block == null) ThrowHelpers.FailFast("no memory for another thread");
        if (!_isBackground) ForegroundThreads.Add(1);
        ThreadList.Add(_block, this);
        _id = _block->Id;
        ThreadPlatform.Start(_block);
    }

    public void Start(object? parameter)
    {
        if (_start is ThreadStart) ThrowHelpers.ThrowInvalidOperationException();
        _argument = parameter;
        Start();
    }

    public void UnsafeStart() => Start();

    public void UnsafeStart(object? parameter) => Start(parameter);

    /// <summary>Where every thread begins but the first.</summary>
    internal static void Run(ThreadBlock* block)
    {
        ThreadList.Begin(block);
        CurrentThread.Run();
        ThreadList.Remove(block);
        ThreadPlatform.Exit(block);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Run()
    {
        Delegate? start = _start;
        _start = null;
        if (start is ThreadStart plain) plain();
        else if (start is ParameterizedThreadStart parameterized) parameterized(_argument);
        _argument = null;
        WaitableWord.Open(ref _hasEnded);
        if (!_isBackground) ForegroundThreads.Add(-1);
    }

    public void Join() => _ = Join(Timeout.Infinite);

    public bool Join(TimeSpan timeout) => Join(Timeout.MillisecondsOf(timeout));

    /// <returns>Whether it has ended, rather than the time.</returns>
    public bool Join(int millisecondsTimeout)
    {
        if (Volatile.Read(ref _isStarted) == 0) ThrowHelpers.FailFast("a thread that was not started");
        return WaitableWord.AwaitOpen(ref _hasEnded, Timeout.DeadlineIn(millisecondsTimeout));
    }

    public static void Sleep(TimeSpan timeout) => Sleep(Timeout.MillisecondsOf(timeout));

    public static void Sleep(int millisecondsTimeout)
    {
        ulong deadline = Timeout.DeadlineIn(millisecondsTimeout);
        if (deadline == 0)
        {
            ThreadPlatform.Yield();
            return;
        }
        var self = ThreadBlock.Current;
        self->LastCell = null;
        while (ThreadPlatform.Park(self, deadline)) { }
    }

    public static bool Yield()
    {
        ThreadPlatform.Yield();
        return true;
    }
}
