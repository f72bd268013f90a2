using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Programs;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Another process of this program, which runs one of its functions.</summary>
internal unsafe struct ChildProcess
{
    private const ulong EndBit = 1;

    private NewProcess _process;
    private Handle<Notification> _end;
    private ChildStart _start;

    public readonly Handle<MemoryBudget> Budget => _process.Budget;
    public readonly Handle<AddressSpace> Space => _process.Space;
    public readonly Handle<Process> Process => _process.Process;
    public readonly Handle<Thread> Thread => _process.Thread;
    public readonly Handle<SchedulingContext> Time => _process.Time;

    /// <summary>Makes all of it; it does not run yet.</summary>
    /// <param name="budget">Pays for the child's.</param>
    public Status Make(Handle<MemoryBudget> budget, ulong bytes, uint priority) => Make(budget, World.Time, bytes, priority);

    /// <summary>Makes all of it on the core whose budget and time these are.</summary>
    /// <param name="spaces">Pays for its address space, which is on this budget's core then; none for its own budget.</param>
    public Status Make(Handle<MemoryBudget> budget, Handle<SchedulingContext> time, ulong bytes, uint priority, Handle<MemoryBudget> spaces = default)
    {
        Status status = ProgramFile.TryLoad(out ProgramImage image);
        if (status == Status.Ok) status = Kernel.CreateNotification(budget, out _end);
        if (status == Status.Ok) status = _process.MakeOf(image, PlanFor(budget, time, bytes, priority, spaces));
        if (status == Status.Ok) status = Kernel.NotifyOfEnd(Process, _end, EndBit);
        _process.Block.ModuleBytes = Startup.Block.ModuleBytes;
        return status;
    }

    private static ProcessPlan PlanFor(Handle<MemoryBudget> budget, Handle<SchedulingContext> time, ulong bytes, uint priority, Handle<MemoryBudget> spaces) => new()
    {
        Budget = budget,
        Bytes = bytes,
        Time = time,
        Priority = priority,
        TurnNs = 10 * World.Millisecond,
        PeriodNs = 10 * World.Millisecond,
        StackStart = Addresses.StackStart,
        StackPages = Addresses.StackPages,
        SpaceBudget = spaces,
        Seed = Startup.Block.Seed,
    };

    /// <summary>Has it hold the program's file, too, so that it can start further processes.</summary>
    public Status GiveFile()
    {
        Status status = ProgramFile.MapFile(Space);
        return status == Status.Ok ? _process.GiveTyped(World.Module, Rights.All, out _process.Block.Module) : status;
    }

    /// <summary>Has it hold what the first process was given of the machine.</summary>
    public Status GiveMachine()
    {
        Status status = _process.GiveTyped(World.System, Rights.All, out _process.Block.System);
        if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.DeviceMemory, Rights.All, out _process.Block.DeviceMemory);
        if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.Ports, Rights.All, out _process.Block.Ports);
        _process.TellPciSegments();
        if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.Interrupts, Rights.All, out _process.Block.Interrupts);
        for (int core = 0; core < (int)Startup.Block.CoreCount && core < StartBlock.MostCores; core++)
        {
            if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.Budgets[core], Rights.All, out _process.Block.Budgets[core]);
            if (status == Status.Ok) status = _process.GiveTyped(Startup.Block.Times[core], Rights.All, out _process.Block.Times[core]);
        }
        return status;
    }

    /// <summary>Gives it another handle to the same object.</summary>
    public readonly Status Give(Handle handle, Rights rights, out Handle there) => _process.GiveHandle(handle, rights, out there);

    /// <summary>Handles that it finds by their places in <see cref="ChildStart"/>.</summary>
    public Status GiveFirst(Handle handle, Rights rights) => Give(handle, rights, out _start.Gift0);
    public Status GiveSecond(Handle handle, Rights rights) => Give(handle, rights, out _start.Gift1);
    public Status GiveThird(Handle handle, Rights rights) => Give(handle, rights, out _start.Gift2);
    public Status GiveFourth(Handle handle, Rights rights) => Give(handle, rights, out _start.Gift3);

    /// <summary>Lets it run the function, which is part of this program.</summary>
    public Status Start(delegate*<ulong, ulong> function, ulong argument)
    {
        _start.Function = function;
        _start.Argument = argument;
        Status status = _process.SetArguments(ChildStart.Type, World.BytesOf(ref _start));
        if (status == Status.Ok) status = _process.SetCommandLine(Startup.CommandLine.Slice(0, Math.Min(Startup.CommandLine.Length, NewProcess.MostCommandLineBytes)));
        return status == Status.Ok ? _process.Start() : status;
    }

    /// <summary>Waits until it has ended and all that it held is given back.</summary>
    public readonly Status AwaitEnd(ulong nanoseconds) => Kernel.Wait(_end, World.In(nanoseconds), out _);

    /// <summary>As above, however long it takes.</summary>
    public readonly Status AwaitEnd() => Kernel.Wait(_end, World.Never, out _);

    public readonly bool HasEnded => (World.InfoOf(Process).Detail0 & 1UL << 63) != 0;
    public readonly ExitKind ExitKind => (ExitKind)(uint)World.InfoOf(Process).Detail0;
    public readonly ulong ExitStatus => World.InfoOf(Process).Detail1;

    /// <summary>Ends whatever of it is left, and gives up all handles to it.</summary>
    public readonly void Release()
    {
        _process.Kill();
        _process.Release();
        _ = Kernel.Release(_end);
    }
}
