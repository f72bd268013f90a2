using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Programs;

/// <summary>
/// A process from its making until it runs. It has a budget of its own, out of which everything is paid that it consists of, and handles to itself,
/// to that budget, to its time and to whatever it is given; nothing else. The handles here are its maker's.
/// </summary>
/// <remarks>
///   MakeOf  ─►  AddCore, Give, Move, SetArguments, …  ─►  Start  ─►  Release, or Kill
/// </remarks>
public struct NewProcess
{
    public const int MostGifts = 32;

    /// <summary>What fits behind the start block in <see cref="BlockPages"/>.</summary>
    public const int MostArgumentBytes = 1024;

    /// <summary>As many as the kernel takes from a loader.</summary>
    public const int MostCommandLineBytes = 1024;

    /// <summary>On so many cores besides its own its threads can run.</summary>
    public const int MostOtherCores = 15;

    private const ulong BlockPages = 2;

    /// <summary>The block with the most that can follow it, and what lies between to begin at a whole word.</summary>
    private static int MostBlockBytes
        => Unsafe.SizeOf<StartBlock>() + MostCommandLineBytes + sizeof(ulong) + MostGifts * Unsafe.SizeOf<StartGift>() + MostArgumentBytes;

    [InlineArray(MostGifts)]
    private struct Gifts { private StartGift _first; }

    [InlineArray(MostOtherCores)]
    private struct OtherBudgets { private Handle<MemoryBudget> _first; }

    [InlineArray(MostArgumentBytes)]
    private struct ArgumentBytes { private byte _first; }

    [InlineArray(MostCommandLineBytes)]
    private struct CommandLine { private byte _first; }

    public Handle<MemoryBudget> Budget;
    public Handle<AddressSpace> Space;
    public Handle<Process> Process;
    public Handle<Thread> Thread;
    public Handle<SchedulingContext> Time;

    /// <summary>Holds the memory that it begins with: itself, but for who has its space on another core.</summary>
    private Handle<Process> _holder;

    /// <summary>What it may spend on cores other than its own.</summary>
    private OtherBudgets _otherBudgets;
    private int _otherBudgetCount;

    private ulong _entry;
    private Gifts _gifts;
    private ArgumentBytes _arguments;
    private CommandLine _commandLine;

    /// <summary>What it will find. To be completed before it starts.</summary>
    public StartBlock Block;

    /// <summary>Where the <see cref="StartBlock"/> will be: behind the stack and a page that stays empty.</summary>
    public readonly ulong BlockAddress => Block.StackStart + Block.StackBytes + MemoryLayout.PageSize;

    /// <summary>Makes all of it; it does not run yet.</summary>
    /// <returns>When it is not <see cref="Status.Ok"/>, <see cref="Kill"/> and <see cref="Release"/> give back what was made until then.</returns>
    public Status MakeOf(in ProgramImage image, in ProcessPlan plan)
    {
        _entry = image.Entry;
        Block.ImageStart = image.Start;
        Block.StackStart = plan.StackStart;
        Block.StackBytes = plan.StackPages * MemoryLayout.PageSize;
        Block.Seed = plan.Seed;
        Status status = Kernel.CreateBudget(plan.Budget, plan.Bytes, out Budget);
        if (status == Status.Ok) status = Kernel.CreateAddressSpace(plan.SpaceBudget.IsNone ? Budget : plan.SpaceBudget, out Space);
        if (status == Status.Ok) status = Kernel.CreateProcess(Budget, Space, out Process);
        _holder = Process;
        // No handle with mappings reaches another core.
        if (status == Status.Ok && !plan.SpaceBudget.IsNone) status = Kernel.CreateProcess(plan.SpaceBudget, Space, out _holder);
        if (status == Status.Ok) status = image.MapInto(Space, _holder, Budget);
        if (status == Status.Ok) status = MapNew(Block.StackStart, plan.StackPages, Protection.ReadWrite, out _);
        if (status == Status.Ok) status = Kernel.CreateSchedulingContext(Budget, plan.Time, plan.Priority, plan.TurnNs, plan.PeriodNs, out Time);
        if (status == Status.Ok) status = Kernel.CreateThread(Budget, Process, Time, out Thread);
        return status == Status.Ok ? GiveItself() : status;
    }

    private Status GiveItself()
    {
        Block.Magic = StartBlock.ExpectedMagic;
        Block.ClockPage = Startup.Block.ClockPage;
        Block.CoreCount = Startup.Block.CoreCount;
        Block.Processor = Startup.Block.Processor;
        Status status = GiveTyped(Process, Rights.All, out Block.Process);
        if (status == Status.Ok) status = GiveTyped(Space, Rights.All, out Block.Space);
        if (status == Status.Ok) status = GiveTyped(Thread, Rights.All, out Block.Thread);
        if (status == Status.Ok) status = GiveTyped(Budget, Rights.All, out Block.Budget);
        if (status == Status.Ok) status = GiveTyped(Time, Rights.All, out Block.Scheduling);
        return status;
    }

    private Status MapNew(ulong at, ulong pages, Protection protection, out Handle<MemoryObject> memory)
    {
        Status status = Kernel.CreateMemory(Budget, pages, MemoryOptions.None, out memory);
        return status == Status.Ok ? ProcessMemory.MapAndGive(Space, _holder, memory, 0, at, pages, protection) : status;
    }

    /// <summary>Lets its threads run on another core, too, with memory and time there as it has them on its own.</summary>
    /// <param name="core">The core's number.</param>
    /// <param name="budget">What its budget there is taken from.</param>
    /// <param name="time">What its time there is made from.</param>
    /// <param name="plan">As for <see cref="MakeOf"/>.</param>
    /// <returns><see cref="Status.TableFull"/>: it has too many cores. What the kernel said, otherwise.</returns>
    public Status AddCore(int core, Handle<MemoryBudget> budget, Handle<SchedulingContext> time, in ProcessPlan plan)
    {
        if (_otherBudgetCount == MostOtherCores) return Status.TableFull;
        Status status = Kernel.CreateBudget(budget, plan.Bytes, out Handle<MemoryBudget> own);
        if (status != Status.Ok) return status;
        _otherBudgets[_otherBudgetCount++] = own;
        status = Kernel.CreateSchedulingContext(own, time, plan.Priority, plan.TurnNs, plan.PeriodNs, out Handle<SchedulingContext> ownTime);
        if (status != Status.Ok) return status;
        status = GiveTyped(own, Rights.All, out Block.Budgets[core]);
        if (status == Status.Ok) status = GiveTyped(ownTime, Rights.All, out Block.Times[core]);
        _ = Kernel.Release(ownTime);
        Block.Threads = ThreadSpread.GivenCores;
        return status;
    }

    /// <summary>Tells it where PCI's functions are set up, as this process was told: of use to who is given device memory.</summary>
    public void TellPciSegments()
    {
        Block.PciSegmentCount = Startup.Block.PciSegmentCount;
        Block.PciSegments = Startup.Block.PciSegments;
    }

    /// <summary>Gives it another handle to the same object.</summary>
    public readonly Status GiveTyped<T>(Handle<T> handle, Rights rights, out Handle<T> there) where T : struct, IObject => GiveTo(Process, handle, rights, out there);

    /// <summary>Gives it another handle to the same object.</summary>
    /// <param name="there">Its value there.</param>
    public readonly Status GiveHandle(Handle handle, Rights rights, out Handle there, ulong badge = 0) => GiveTo(Process, handle, rights, out there, badge);

    /// <summary>Gives a process another handle to an object.</summary>
    public static Status GiveTo<T>(Handle<Process> process, Handle<T> handle, Rights rights, out Handle<T> there) where T : struct, IObject
    {
        Status status = GiveTo(process, handle, rights, out Handle untyped, badge: 0);
        there = new(untyped);
        return status;
    }

    private static Status GiveTo(Handle<Process> process, Handle handle, Rights rights, out Handle there, ulong badge)
    {
        there = default;
        // A handle is moved only by who may move it; so it may be moved on, too.
        Status status = Kernel.Clone(handle, rights | Rights.Transfer, badge, out Handle copy);
        if (status != Status.Ok) return status;
        status = Kernel.Transfer(process, copy, out there);
        if (status != Status.Ok) _ = Kernel.Release(copy);
        return status;
    }

    /// <summary>Gives it another handle to the same object, which it finds by its role.</summary>
    /// <param name="badge">What an endpoint's receivers see of calls through it; 0: the handle's own.</param>
    public Status Give(ulong role, Handle handle, Rights rights, ulong badge = 0)
    {
        if (Block.GiftCount == MostGifts) return Status.TableFull;
        Status status = GiveHandle(handle, rights, out Handle there, badge);
        return status == Status.Ok ? Note(role, there) : status;
    }

    /// <summary>Moves a handle to it, which it finds by its role. If it fails the handle is still here.</summary>
    public Status Move(ulong role, Handle handle)
    {
        if (Block.GiftCount == MostGifts) return Status.TableFull;
        Status status = Kernel.Transfer(Process, handle, out Handle there);
        return status == Status.Ok ? Note(role, there) : status;
    }

    private Status Note(ulong role, Handle there)
    {
        _gifts[(int)Block.GiftCount++] = new StartGift(role, there);
        return Status.Ok;
    }

    /// <summary>Hands it a record.</summary>
    /// <param name="type">Which it is: the process gets it only by the same number.</param>
    /// <returns><see cref="Status.OutOfRange"/>: too long.</returns>
    public Status SetArguments(ulong type, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostArgumentBytes) return Status.OutOfRange;
        bytes.CopyTo(_arguments);
        Block.ArgumentType = type;
        Block.ArgumentBytes = (uint)bytes.Length;
        return Status.Ok;
    }

    /// <returns><see cref="Status.OutOfRange"/>: too long.</returns>
    public Status SetCommandLine(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostCommandLineBytes) return Status.OutOfRange;
        text.CopyTo(_commandLine);
        Block.CommandLineBytes = (uint)text.Length;
        return Status.Ok;
    }

    /// <summary>Moves all handles to it into the table of another process, whose it is from then on. Its space is paid by its own budget.</summary>
    /// <returns>What the kernel said. What was moved by then is nobody's: the rest is given back as ever.</returns>
    public Status MoveTo(Handle<Process> maker)
    {
        NewProcess moved = this;
        Status status = Move(maker, Thread, out moved.Thread);
        if (status == Status.Ok) status = Move(maker, Time, out moved.Time);
        if (status == Status.Ok) status = Move(maker, Space, out moved.Space);
        if (status == Status.Ok) status = Move(maker, Process, out moved.Process);
        if (status == Status.Ok) status = Move(maker, Budget, out moved.Budget);
        moved._holder = moved.Process;
        if (status == Status.Ok) this = moved;
        return status;
    }

    private static Status Move<T>(Handle<Process> to, Handle<T> handle, out Handle<T> there) where T : struct, IObject
    {
        Status status = Kernel.Transfer(to, handle, out Handle moved);
        there = new(moved);
        return status;
    }

    /// <summary>Lets it run.</summary>
    public Status Start()
    {
        Status status = WriteBlock();
        return status == Status.Ok ? Kernel.StartThread(Thread, _entry, Block.StackStart + Block.StackBytes, BlockAddress) : status;
    }

    private readonly Status WriteBlock()
    {
        Status status = Kernel.CreateMemory(Budget, BlockPages, MemoryOptions.None, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        status = FillBlock(memory);
        if (status == Status.Ok) return ProcessMemory.MapAndGive(Space, _holder, memory, 0, BlockAddress, BlockPages, Protection.Read);
        _ = Kernel.Release(memory);
        return status;
    }

    /// <summary>Writes the block with all that follows it by one system call.</summary>
    [SkipLocalsInit]
    private readonly Status FillBlock(Handle<MemoryObject> memory)
    {
        Span<byte> bytes = stackalloc byte[MostBlockBytes];
        int end = Append(bytes, 0, MemoryMarshal.AsBytes(new ReadOnlySpan<StartBlock>(in Block)));
        int commandLineEnd = Append(bytes, end, ((ReadOnlySpan<byte>)_commandLine).Slice(0, (int)Block.CommandLineBytes));
        end = (int)StartBlock.GiftsAfter((ulong)commandLineEnd);
        bytes[commandLineEnd..end].Clear();
        end = Append(bytes, end, MemoryMarshal.AsBytes(((ReadOnlySpan<StartGift>)_gifts).Slice(0, (int)Block.GiftCount)));
        end = Append(bytes, end, ((ReadOnlySpan<byte>)_arguments).Slice(0, (int)Block.ArgumentBytes));
        return Kernel.WriteMemory(memory, 0, bytes.Slice(0, end));
    }

    private static int Append(Span<byte> to, int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(to.Slice(at));
        return at + bytes.Length;
    }

    /// <summary>Ends it; how, can still be asked.</summary>
    public readonly void End()
    {
        EndElsewhere();
        _ = Kernel.EndProcess(Process, 0);
    }

    /// <summary>Ends it and everything that is paid by its budgets.</summary>
    public readonly void Kill()
    {
        EndElsewhere();
        _ = Kernel.EndBudget(Budget);
    }

    /// <summary>Its threads on other cores stand on memory that goes with its own process, or with its own budget.</summary>
    private readonly void EndElsewhere()
    {
        for (int i = 0; i < _otherBudgetCount; i++) _ = Kernel.EndBudget(_otherBudgets[i]);
    }

    /// <summary>Gives up all handles to it here. If it runs, it runs on.</summary>
    public readonly void Release()
    {
        _ = Kernel.Release(Thread);
        _ = Kernel.Release(Time);
        _ = Kernel.Release(Process);
        if (_holder.Value != Process.Value) _ = Kernel.Release(_holder);
        _ = Kernel.Release(Space);
        _ = Kernel.Release(Budget);
        for (int i = 0; i < _otherBudgetCount; i++) _ = Kernel.Release(_otherBudgets[i]);
    }
}
