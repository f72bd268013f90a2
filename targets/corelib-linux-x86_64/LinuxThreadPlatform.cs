global using PlatformThread = Diesis.Targets.CoreLibraryOnLinux.LinuxThread;
global using ThreadPlatform = Diesis.Targets.CoreLibraryOnLinux.LinuxThreadPlatform;

using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.Threading;

namespace Diesis.Targets.CoreLibraryOnLinux;

/// <summary>What Linux knows a thread by, and the words that it is waited for at.</summary>
internal unsafe struct LinuxThread
{
    /// <summary>Its number; Linux makes it 0 when the thread is gone.</summary>
    public int Number;

    /// <summary>1 when the next wait is to end at once.</summary>
    public int Token;

    /// <summary>1 while it stands still in the handler of <see cref="LinuxThreadPlatform.StopSignal"/>.</summary>
    public int IsStopped;

    /// <summary>Where its stack then ends; its registers lie on it.</summary>
    public byte* StackPointer;

    public ThreadBlock* NextMade;
}

/// <summary>
/// Linux below threads, of which several run at once here: what other targets only have turns for, races. A thread is stopped by a signal,
/// whose handler waits.
/// </summary>
internal readonly unsafe struct LinuxThreadPlatform : IThreadPlatform
{
    // System calls of x86_64, and their arguments: asm/unistd_64.h, sched.h, linux/futex.h, asm/signal.h, asm/prctl.h.
    private const int SignalAction = 13, SchedulerYield = 24, GetProcess = 39, Exit1 = 60, ArchitectureControl = 158, GetThread = 186,
        Futex = 202, ClockTime = 228, ThreadKill = 234;

    private const int SetFs = 0x1002;
    public const int RealTimeClock = 0, MonotonicClock = 1;
    private const int FutexWaitPrivate = 0 | 128, FutexWakePrivate = 1 | 128, FutexWaitUntilPrivate = 9 | 128;
    private const nint TimedOut = -110;

    /// <summary>SIGUSR1.</summary>
    public const int StopSignal = 10;

    private const ulong NanosecondsPerSecond = 1_000_000_000;
    private const nuint StackBytes = 1 << 20;

    private struct Time
    {
        public ulong Seconds, Nanoseconds;
    }

    /// <summary>struct kernel_sigaction.</summary>
    private struct Action
    {
        public void* Handler;
        public ulong Flags;
        public void* Restorer;
        public ulong Mask;
    }

    /// <summary>SA_SIGINFO, SA_RESTORER, SA_RESTART.</summary>
    private const ulong ActionFlags = 4 | 0x0400_0000 | 0x1000_0000;

    private static ThreadBlock _first;

    /// <summary>All that were ever made: their stacks are used again.</summary>
    private static ThreadBlock* _made;

    private static RawLock _madeLock;

    private static int _process;

    [RuntimeImport("*", "LinuxCall"), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern nint Call(nint number, nint a0, nint a1, nint a2, nint a3, nint a4, nint a5);

    [RuntimeImport("*", "LinuxStartThread"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint StartThread(byte* stack, ThreadBlock* block, int* number);

    [RuntimeImport("*", "LinuxStopHandler"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* StopHandler();

    [RuntimeImport("*", "LinuxSignalReturn"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* SignalReturn();

    public static int ProcessorCount => 2;

    public static ulong Now => Read(MonotonicClock);

    public static ulong Read(int clock)
    {
        Time time;
        _ = Call(ClockTime, clock, (nint)(&time), 0, 0, 0, 0);
        return time.Seconds * NanosecondsPerSecond + time.Nanoseconds;
    }

    /// <summary>Has the thread that runs already have a block. To be called before everything else.</summary>
    /// <param name="stackEnd">Where the first function found the stack when it was started.</param>
    public static void AttachFirst(byte* stackEnd)
    {
        var block = (ThreadBlock*)Unsafe.AsPointer(ref _first);
        block->Self = block;
        block->StackEnd = stackEnd;
        _ = Call(ArchitectureControl, SetFs, (nint)block, 0, 0, 0, 0);
        block->Platform.Number = (int)Call(GetThread, 0, 0, 0, 0, 0, 0);
        _process = (int)Call(GetProcess, 0, 0, 0, 0, 0, 0);
        Action action = new() { Handler = StopHandler(), Flags = ActionFlags, Restorer = SignalReturn() };
        _ = Call(SignalAction, StopSignal, (nint)(&action), 0, sizeof(ulong), 0, 0);
    }

    public static ThreadBlock* TryMake(nuint stackBytes, ThreadPlace place)
    {
        _madeLock.Enter();
        var block = _made;
        while (block != null && Volatile.Read(ref block->Platform.Number) != 0) block = block->Platform.NextMade;
        if (block == null)
        {
            byte* start = LinuxHeapPlatform.Reserve(StackBytes);
            block = (ThreadBlock*)(start + StackBytes - RoundedBlock);
            *block = new() { StackStart = start, StackEnd = (byte*)block };
            block->Platform.NextMade = _made;
            _made = block;
        }
        else *block = new() { StackStart = block->StackStart, StackEnd = block->StackEnd, Platform = new() { NextMade = block->Platform.NextMade } };
        // Taken until it runs.
        block->Platform.Number = -1;
        _madeLock.Exit();
        return block;
    }

    private static nuint RoundedBlock => (nuint)sizeof(ThreadBlock) + 63 & ~(nuint)63;

    public static void Start(ThreadBlock* thread)
    {
        if (StartThread(thread->StackEnd, thread, &thread->Platform.Number) < 0) ThrowHelpers.FailFast("Linux makes no more threads");
    }

    [RuntimeExport("LinuxThreadMain")]
    private static void Begin(ThreadBlock* block) => System.Threading.Thread.Run(block);

    [DoesNotReturn]
    public static void Exit(ThreadBlock* self)
    {
        _ = Call(Exit1, 0, 0, 0, 0, 0, 0);
        while (true) { }
    }

    public static bool Park(ThreadBlock* self, ulong deadline)
    {
        ref int token = ref self->Platform.Token;
        if (Interlocked.Exchange(ref token, 0) != 0) return true;
        nint result;
        if (deadline == IThreadPlatform.Never) result = Call(Futex, AddressOf(ref token), FutexWaitPrivate, 0, 0, 0, 0);
        else
        {
            Time end = new() { Seconds = deadline / NanosecondsPerSecond, Nanoseconds = deadline % NanosecondsPerSecond };
            result = Call(Futex, AddressOf(ref token), FutexWaitUntilPrivate, 0, (nint)(&end), 0, -1);
        }
        return Interlocked.Exchange(ref token, 0) != 0 || result != TimedOut;
    }

    public static void Unpark(ThreadBlock* thread)
    {
        if (Interlocked.Exchange(ref thread->Platform.Token, 1) == 0) WakeAt(ref thread->Platform.Token);
    }

    public static void Yield() => _ = Call(SchedulerYield, 0, 0, 0, 0, 0, 0);

    public static void Prepare(ref RawLock rawLock) { }

    public static void WaitFor(ref RawLock rawLock) => WaitAt(ref rawLock.State, RawLock.WaitedFor);

    public static void WakeOne(ref RawLock rawLock) => WakeAt(ref rawLock.State);

    public static void Stop(ThreadBlock* thread)
    {
        _ = Call(ThreadKill, _process, thread->Platform.Number, StopSignal, 0, 0, 0);
        while (Volatile.Read(ref thread->Platform.IsStopped) == 0) WaitAt(ref thread->Platform.IsStopped, 0);
    }

    public static byte* ShowRegisters(ThreadBlock* thread, delegate*<byte*, byte*, void> show) => thread->Platform.StackPointer;

    public static void Resume(ThreadBlock* thread)
    {
        Volatile.Write(ref thread->Platform.IsStopped, 0);
        WakeAt(ref thread->Platform.IsStopped);
    }

    /// <summary>In the thread that is to stop, above its registers.</summary>
    [RuntimeExport("LinuxStopped")]
    private static void StandStill(byte* stack)
    {
        var self = ThreadBlock.Current;
        self->Platform.StackPointer = stack;
        Volatile.Write(ref self->Platform.IsStopped, 1);
        WakeAt(ref self->Platform.IsStopped);
        while (Volatile.Read(ref self->Platform.IsStopped) != 0) WaitAt(ref self->Platform.IsStopped, 1);
    }

    private static void WaitAt(ref int word, int value) => _ = Call(Futex, AddressOf(ref word), FutexWaitPrivate, value, 0, 0, 0);

    private static void WakeAt(ref int word) => _ = Call(Futex, AddressOf(ref word), FutexWakePrivate, 1, 0, 0, 0);

    private static nint AddressOf(ref int word) => (nint)Unsafe.AsPointer(ref word);
}
