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
/// <remarks>
/// They all run on the core of the process. Threads of one program on several cores would be threads of several processes in one address
/// space (docs/design/remote.md): what is needed for that beyond this file is a process, a budget and time on each of these cores.
/// </remarks>
// SAFETY: blocks stay until their threads have ended, and pointers to them come from who sees to that.
internal readonly unsafe struct DiesisThreadPlatform : IThreadPlatform
{
    private const ulong WakeBit = 1;

    /// <summary>How long a thread runs before others of its priority get their turn.</summary>
    private const ulong TurnNs = 10_000_000;

    private static ThreadBlock _first;

    /// <summary>The address of the block of a thread that has ended or is about to, which leads to the next one's.</summary>
    private static nint _ended;

    /// <summary>The priority of the process's own time, and so of all its threads.</summary>
    private static uint _priority;

    public static ulong Now => Clock.Now;

    public static int ProcessorCount => 1;

    /// <summary>Has the thread that runs already have a block. To be called before everything else.</summary>
    public static void AttachFirst()
    {
        // SAFETY: static fields without references do not move.
        var block = (ThreadBlock*)Unsafe.AsPointer(ref _first);
        block->Self = block;
        block->StackStart = (byte*)Startup.Block.StackStart;
        block->StackEnd = (byte*)(Startup.Block.StackStart + Startup.Block.StackBytes);
        block->Platform.Thread = Startup.Block.Thread;
        block->Platform.Time = Startup.Block.Scheduling;
        ObjectInfo time = default;
        bool isMade = Kernel.CreateNotification(Startup.Block.Budget, out block->Platform.Wake) == Status.Ok
            && Kernel.Query(Startup.Block.Scheduling, new Span<byte>(&time, sizeof(ObjectInfo))) == Status.Ok
            && Kernel.SetThreadPointer((ulong)block) == Status.Ok;
        if (!isMade) Environment.FailFast("too little memory for the first thread");
        _priority = (uint)time.Detail0;
    }

    public static ThreadBlock* TryMake(nuint stackBytes)
    {
        var block = TryReuse(stackBytes);
        if (block == null) block = ThreadMemory.TryMake(stackBytes);
        if (block == null || TryMakeKernelsPart(ref block->Platform)) return block;
        ReleaseKernelsPart(in block->Platform);
        block->Platform.Memory.Release();
        return null;
    }

    private static bool TryMakeKernelsPart(ref DiesisThread thread)
    {
        Handle<MemoryBudget> budget = Startup.Block.Budget;
        return Kernel.CreateNotification(budget, out thread.Wake) == Status.Ok
            && Kernel.CreateSchedulingContext(budget, Startup.Block.Scheduling, _priority, TurnNs, TurnNs, out thread.Time) == Status.Ok
            && Kernel.CreateThread(budget, Startup.Block.Process, thread.Time, out thread.Thread) == Status.Ok;
    }

    private static void ReleaseKernelsPart(in DiesisThread thread)
    {
        if (!thread.Thread.IsNone) _ = Kernel.Release(thread.Thread);
        if (!thread.Time.IsNone) _ = Kernel.Release(thread.Time);
        if (!thread.Wake.IsNone) _ = Kernel.Release(thread.Wake);
    }

    public static void Start(ThreadBlock* thread)
    {
        FaultReporter.Watch(thread);
        _ = ThreadStack.Start(thread->Platform.Thread, (ulong)thread->StackEnd, &Begin, (ulong)thread);
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
        AddEnded(self);
        _ = Kernel.Exit(0);
        while (true) { }
    }

    private static void AddEnded(ThreadBlock* thread)
    {
        nint before;
        do
        {
            before = Volatile.Read(ref _ended);
            thread->Platform.NextEnded = (ThreadBlock*)before;
        }
        while (Interlocked.CompareExchange(ref _ended, (nint)thread, before) != before);
    }

    /// <summary>Gives back what threads had that have ended, but for one stack of the size, if there is one.</summary>
    private static ThreadBlock* TryReuse(nuint stackBytes)
    {
        ThreadBlock* reused = null;
        var block = (ThreadBlock*)Interlocked.Exchange(ref _ended, 0);
        while (block != null)
        {
            var next = block->Platform.NextEnded;
            // Until the kernel says so, it may still run on its stack.
            if (!HasEnded(block->Platform.Thread)) AddEnded(block);
            else
            {
                ReleaseKernelsPart(in block->Platform);
                ThreadMemory memory = block->Platform.Memory;
                if (reused != null || !memory.IsFor(stackBytes)) memory.Release();
                else reused = block;
            }
            block = next;
        }
        if (reused != null) ThreadMemory.Renew(reused);
        return reused;
    }

    private static bool HasEnded(Handle<Abi.Objects.Thread> thread)
    {
        const ulong endedBit = 1UL << 63;
        ObjectInfo info = default;
        return Kernel.Query(thread, new Span<byte>(&info, sizeof(ObjectInfo))) == Status.Ok && (info.Detail0 & endedBit) != 0;
    }

    public static bool Park(ThreadBlock* self, ulong deadline)
        => Kernel.Wait(self->Platform.Wake, deadline, out _) is not (Status.TimedOut or Status.WouldBlock);

    public static void Unpark(ThreadBlock* thread) => _ = Kernel.Signal(thread->Platform.Wake, WakeBit);

    public static void Yield() => _ = Kernel.Yield();

    public static void Prepare(ref RawLock rawLock)
    {
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> wake) != Status.Ok)
            Environment.FailFast("too little memory for a lock");
        rawLock.Platform = wake.Value;
    }

    public static void WaitFor(ref RawLock rawLock) => _ = Kernel.Wait(WakeOf(in rawLock), IThreadPlatform.Never, out _);

    public static void WakeOne(ref RawLock rawLock) => _ = Kernel.Signal(WakeOf(in rawLock), WakeBit);

    private static Handle<Notification> WakeOf(in RawLock rawLock) => new(new Handle(rawLock.Platform));

    /// <summary>All are on this core, where none of them runs now but the caller.</summary>
    public static void Stop(ThreadBlock* thread)
    {
        if (Kernel.Suspend(thread->Platform.Thread) != Status.Ok) Environment.FailFast("a thread that the collector cannot stop");
    }

    public static byte* ShowRegisters(ThreadBlock* thread, delegate*<byte*, byte*, void> show)
    {
        ThreadRegisters registers = default;
        if (Kernel.ReadRegisters(thread->Platform.Thread, new Span<byte>(&registers, sizeof(ThreadRegisters))) != Status.Ok)
            Environment.FailFast("a thread whose registers the collector cannot read");
        show((byte*)&registers, (byte*)(&registers + 1));
        return (byte*)registers.StackPointer;
    }

    public static void Resume(ThreadBlock* thread) => _ = Kernel.Resume(thread->Platform.Thread);
}
