using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>
/// Another process of this program. It has a budget of its own, out of which everything that it consists of is paid, and
/// handles to itself, to that budget, to its time and to whatever it is given.
/// </summary>
internal unsafe struct ChildProcess
{
    private const ulong EndBit = 1;

    public Handle<MemoryBudget> Budget;
    public Handle<AddressSpace> Space;
    public Handle<Process> Process;
    public Handle<Thread> Thread;
    public Handle<SchedulingContext> Time;
    private Handle<Notification> _end;

    /// <summary>Holds the memory that the program lies in.</summary>
    private Handle<Process> _holder;
    private StartBlock _block;
    private ChildStart _start;

    /// <summary>Makes all of it; it does not run yet.</summary>
    /// <param name="budget">Pays for the child's.</param>
    public Status Make(Handle<MemoryBudget> budget, ulong bytes, uint priority) => Make(budget, World.Time, bytes, priority);

    /// <summary>Makes all of it on the core whose budget and time these are.</summary>
    /// <param name="spaces">Pays for its address space, which is on this budget's core then; none for its own budget.</param>
    public Status Make(Handle<MemoryBudget> budget, Handle<SchedulingContext> time, ulong bytes, uint priority, Handle<MemoryBudget> spaces = default)
    {
        Status status = Kernel.CreateBudget(budget, bytes, out Budget);
        if (status == Status.Ok) status = Kernel.CreateNotification(budget, out _end);
        if (status == Status.Ok) status = Kernel.CreateAddressSpace(spaces.IsNone ? Budget : spaces, out Space);
        if (status == Status.Ok) status = Kernel.CreateProcess(Budget, Space, out Process);
        _holder = Process;
        // No handle with mappings reaches another core.
        if (status == Status.Ok && !spaces.IsNone) status = Kernel.CreateProcess(spaces, Space, out _holder);
        if (status == Status.Ok) status = ProgramFile.MapProgram(Space, _holder, Budget);
        if (status == Status.Ok)
            status = ProgramFile.MapContent(Space, _holder, Budget, Addresses.StackStart, Addresses.StackPages, default);
        if (status == Status.Ok)
            status = Kernel.CreateSchedulingContext(Budget, time, priority, 10 * World.Millisecond, 10 * World.Millisecond, out Time);
        if (status == Status.Ok) status = Kernel.CreateThread(Budget, Process, Time, out Thread);
        if (status == Status.Ok) status = Kernel.NotifyOfEnd(Process, _end, EndBit);
        if (status == Status.Ok) status = GiveItself();
        return status;
    }

    private Status GiveItself()
    {
        _block.Magic = StartBlock.ExpectedMagic;
        _block.ModuleBytes = Startup.Block.ModuleBytes;
        _block.ClockPage = Startup.Block.ClockPage;
        _block.CoreCount = Startup.Block.CoreCount;
        _block.StackStart = Addresses.StackStart;
        _block.StackBytes = Addresses.StackPages * MemoryLayout.PageSize;
        Status status = TryGive(Process, Rights.All, out _block.Process);
        if (status == Status.Ok) status = TryGive(Space, Rights.All, out _block.Space);
        if (status == Status.Ok) status = TryGive(Thread, Rights.All, out _block.Thread);
        if (status == Status.Ok) status = TryGive(Budget, Rights.All, out _block.Budget);
        if (status == Status.Ok) status = TryGive(Time, Rights.All, out _block.Scheduling);
        return status;
    }

    /// <summary>Has it hold the program's file, too, so that it can start further processes.</summary>
    public Status GiveFile()
    {
        Status status = ProgramFile.MapFile(Space);
        return status == Status.Ok ? TryGive(World.Module, Rights.All, out _block.Module) : status;
    }

    /// <summary>Has it hold what the first process was given of the machine.</summary>
    public Status GiveMachine()
    {
        Status status = TryGive(World.System, Rights.All, out _block.System);
        if (status == Status.Ok) status = TryGive(Startup.Block.DeviceMemory, Rights.All, out _block.DeviceMemory);
        if (status == Status.Ok) status = TryGive(Startup.Block.Ports, Rights.All, out _block.Ports);
        if (status == Status.Ok) status = TryGive(Startup.Block.Interrupts, Rights.All, out _block.Interrupts);
        for (int core = 0; core < (int)Startup.Block.CoreCount && core < StartBlock.MostCores; core++)
        {
            if (status == Status.Ok) status = TryGive(Startup.Block.Budgets[core], Rights.All, out _block.Budgets[core]);
            if (status == Status.Ok) status = TryGive(Startup.Block.Times[core], Rights.All, out _block.Times[core]);
        }
        return status;
    }

    /// <summary>Gives it another handle to the same object.</summary>
    public Status Give(Handle handle, Rights rights, out Handle there)
    {
        there = default;
        Status status = Kernel.Clone(handle, rights, 0, out Handle copy);
        if (status != Status.Ok) return status;
        status = Kernel.Transfer(Process, copy, out there);
        if (status != Status.Ok) _ = Kernel.Release(copy);
        return status;
    }

    private Status TryGive<T>(Handle<T> handle, Rights rights, out Handle<T> there) where T : struct, IObject
    {
        Status status = Give(handle, rights, out Handle untyped);
        there = new(untyped);
        return status;
    }

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
        _block.CommandLineBytes = (uint)sizeof(ChildStart);
        Beginning beginning = default;
        Span<byte> room = World.BytesOf(ref beginning.Options);
        ReadOnlySpan<byte> options = ChildStart.Options.Slice(0, Math.Min(ChildStart.Options.Length, room.Length));
        options.CopyTo(room);
        _start.OptionBytes = (uint)options.Length;
        beginning.Block = _block;
        beginning.Start = _start;
        Status status = ProgramFile.MapContent(Space, _holder, Budget, Addresses.Start, 1, World.BytesOf(ref beginning));
        if (status == Status.Ok) status = Kernel.StartThread(Thread, ProgramFile.Entry, Addresses.StackEnd, Addresses.Start);
        return status;
    }

    /// <summary>What it finds at <see cref="Addresses.Start"/>.</summary>
    private struct Beginning
    {
        public StartBlock Block;
        public ChildStart Start;
        public OptionText Options;
    }

    [System.Runtime.CompilerServices.InlineArray(256)]
    private struct OptionText { private byte _first; }

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
        _ = Kernel.EndBudget(Budget);
        _ = Kernel.Release(Thread);
        _ = Kernel.Release(Time);
        _ = Kernel.Release(Process);
        if (_holder.Value != Process.Value) _ = Kernel.Release(_holder);
        _ = Kernel.Release(Space);
        _ = Kernel.Release(Budget);
        _ = Kernel.Release(_end);
    }
}
