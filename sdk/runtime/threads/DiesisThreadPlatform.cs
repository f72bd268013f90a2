global using ThreadPlatform = Diesis.DiesisThreadPlatform;

using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.Threading;

namespace Diesis;

/// <summary>The kernel below threads: each is one of the kernel's, with time of its own, and waits at a notification of its own.</summary>
/// <remarks>They are spread over the <see cref="ProgramCores"/>, each in the process of its core; whoever stops or wakes one has a handle of its own core to it.</remarks>
// SAFETY: blocks stay until their threads have ended, and pointers to them come from who sees to that.
internal readonly unsafe struct DiesisThreadPlatform : IThreadPlatform
{
    private const ulong WakeBit = 1;

    /// <summary>How long a thread runs before others of its priority get their turn.</summary>
    private const ulong TurnNs = 10_000_000;

    /// <summary>The heap's, and that of what waits.</summary>
    private const int MostLocks = 2;

    [InlineArray(MostLocks)]
    private struct Locks { private SharedHandle<Notification> _first; }

    private struct AllRegisters
    {
        [InlineArray(ThreadRegisters.VectorBytes)]
        public struct VectorState { private byte _first; }

        public ThreadRegisters General;
        public VectorState Vectors;
    }

    private static ThreadBlock _first;

    private static Locks _locks;
    private static int _lockCount;

    /// <summary>The priority of the process's own time, and so of all its threads.</summary>
    private static uint _priority;

    public static ulong Now => Clock.Now;

    public static int ProcessorCount => ProgramCores.Count;

    /// <summary>Has the thread that runs already have a block. To be called before everything else.</summary>
    public static void AttachFirst()
    {
        // SAFETY: static fields without references do not move.
        var block = (ThreadBlock*)Unsafe.AsPointer(ref _first);
        block->Self = block;
        block->StackStart = (byte*)Startup.Block.StackStart;
        block->StackEnd = (byte*)(Startup.Block.StackStart + Startup.Block.StackBytes);
        Handle<Notification> wake = default;
        ObjectInfo time = default;
        bool isMade = ProgramCores.TryBegin()
            && Kernel.CreateNotification(Startup.Block.Budget, out wake) == Status.Ok
            && Kernel.Query(Startup.Block.Scheduling, out time) == Status.Ok
            && Kernel.SetThreadPointer((ulong)block) == Status.Ok;
        if (!isMade) Environment.FailFast("too little memory for the first thread");
        block->Platform.Thread = new(Startup.Block.Thread);
        block->Platform.Time = Startup.Block.Scheduling;
        block->Platform.Wake = new(wake);
        _priority = (uint)time.Detail0;
    }

    public static ThreadBlock* TryMake(nuint stackBytes, ThreadPlace place)
    {
        int core = ProgramCores.Choose(place);
        var block = TryMakeOn(core, stackBytes);
        if (block != null && block->Platform.Wake.TryShare() && block->Platform.Thread.TryShare() && EndedThreads.TryWatch(block)) return block;
        ProgramCores.CountThread(core, -1);
        // What was made by now stays where it is: this ends the program.
        return null;
    }

    /// <summary>Makes one on a core of the program, of which as yet only the calling thread's core knows.</summary>
    public static ThreadBlock* TryMakeOn(int core, nuint stackBytes)
    {
        var block = EndedThreads.TryReuse(stackBytes);
        if (block == null) block = ThreadMemory.TryMake(stackBytes);
        if (block == null || TryMakeKernelsPart(ref block->Platform, core)) return block;
        block->Platform.ReleaseKernelsPart();
        block->Platform.Memory.Release();
        return null;
    }

    private static bool TryMakeKernelsPart(ref DiesisThread thread, int core)
    {
        Handle<MemoryBudget> budget = ProgramCores.BudgetOf(core);
        thread.Core = core;
        thread.Maker = ProgramCores.Current;
        if (Kernel.CreateNotification(budget, out Handle<Notification> wake) != Status.Ok) return false;
        thread.Wake = new(wake);
        if (Kernel.CreateSchedulingContext(budget, ProgramCores.TimeOf(core), _priority, TurnNs, TurnNs, out thread.Time) != Status.Ok
            || Kernel.CreateThread(budget, ProgramCores.ProcessOn(core), thread.Time, out Handle<Abi.Objects.Thread> made) != Status.Ok)
            return false;
        thread.Thread = new(made);
        return true;
    }

    public static void Start(ThreadBlock* thread)
    {
        FaultReporter.Watch(thread);
        _ = ThreadStack.Start(thread->Platform.Thread.Here, (ulong)thread->StackEnd, &Begin, (ulong)thread);
    }

    private static void Begin(ulong block)
    {
        _ = Kernel.SetThreadPointer(block);
        System.Threading.Thread.Run((ThreadBlock*)block);
    }

    /// <summary>The stack that it stands on is looked after by who makes the next thread.</summary>
    [DoesNotReturn]
    public static void Exit(ThreadBlock* self)
    {
        ProgramCores.CountThread(self->Platform.Core, -1);
        EndedThreads.Add(self);
        _ = Kernel.Exit(0);
        while (true) { }
    }

    public static bool Park(ThreadBlock* self, ulong deadline)
        => Kernel.Wait(self->Platform.Wake.Here, deadline, out _) is not (Status.TimedOut or Status.WouldBlock);

    public static void Unpark(ThreadBlock* thread) => _ = Kernel.Signal(thread->Platform.Wake.Here, WakeBit);

    public static void Yield() => _ = Kernel.Yield();

    public static void Prepare(ref RawLock rawLock)
    {
        Handle<Notification> wake = default;
        if (_lockCount == MostLocks || Kernel.CreateNotification(Startup.Block.Budget, out wake) != Status.Ok)
            Environment.FailFast("too little memory for a lock");
        rawLock.Platform = (ulong)_lockCount;
        _locks[_lockCount++] = new(wake);
    }

    public static void WaitFor(ref RawLock rawLock) => _ = Kernel.Wait(_locks[(int)rawLock.Platform].Here, IThreadPlatform.Never, out _);

    public static void WakeOne(ref RawLock rawLock) => _ = Kernel.Signal(_locks[(int)rawLock.Platform].Here, WakeBit);

    /// <summary>Has a core that is about to join know what threads wait at for locks.</summary>
    public static bool TryShareLocksWith(int core)
    {
        for (int i = 0; i < _lockCount; i++)
            if (!_locks[i].TryShareWith(core)) return false;
        return true;
    }

    public static void Stop(ThreadBlock* thread)
    {
        if (Kernel.Suspend(thread->Platform.Thread.Here) != Status.Ok) Environment.FailFast("a thread that the collector cannot stop");
    }

    public static byte* ShowRegisters(ThreadBlock* thread, delegate*<byte*, byte*, void> show)
    {
        AllRegisters registers = default;
        if (Kernel.ReadRegisters(thread->Platform.Thread.Here, new Span<byte>(&registers, sizeof(AllRegisters))) != Status.Ok)
            Environment.FailFast("a thread whose registers the collector cannot read");
        show((byte*)&registers, (byte*)(&registers + 1));
        return (byte*)registers.General.StackPointer;
    }

    public static void Resume(ThreadBlock* thread) => _ = Kernel.Resume(thread->Platform.Thread.Here);
}
