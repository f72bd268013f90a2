using System;
using Diesis.Abi;
using Diesis.Boot;
using Diesis.Boot.Elf;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Console;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>
/// The first process: the loader's first module, an ELF program, with handles to everything that the machine has. The kernel makes
/// it by the same steps by which it makes others, out of the boot core's budget.
/// </summary>
// SAFETY: what was created here is there until it is given up here; the module is in memory that nobody else uses.
public unsafe partial struct CpuDriver
{
    /// <summary>Frames that no budget is made of, for what the kernel needs in a hurry.</summary>
    private const ulong ReservedFrames = FewFrames;

    /// <summary>Where root's stack ends, and where its start block lies behind it.</summary>
    private const ulong RootStackEnd = 0x7FFF_FF00_0000, RootStackBytes = 256 * 1024;

    private const ulong RootTurnNs = 10_000_000;

    /// <summary>Handles that root is given, but for those to budgets and time: what is in its start block, its segments, stack and start block.</summary>
    private const uint MostRootHandles = 32;

    /// <summary>Makes the budget of all memory of this core, and all time.</summary>
    public void MakeRootBudget()
    {
        CheckWriter();
        ulong frames = Frames.FreeFrames > ReservedFrames ? Frames.FreeFrames - ReservedFrames : 0;
        fixed (MemoryBudget* all = &_allMemory)
        {
            *all = default;
            all->Header = new ObjectHeader(ObjectType.MemoryBudget, NextGeneration(), null, _number);
            all->Limit = frames * Page.Size;
            // A page for the slot of root's budget, which takes all the rest.
            if (Create(all, out MemoryBudget* budget) != Status.Ok) return;
            budget->Limit = all->Left;
            _ = all->TryCharge(budget->Limit);
            if (CreateTime(budget, SchedulingContext.Priorities - 1, RootTurnNs, RootTurnNs, out SchedulingContext* time) != Status.Ok) return;
            RootBudget = budget;
            RootTime = time;
        }
    }

    /// <summary>Makes the first process of a module and leaves the boot for its first thread, for good.</summary>
    /// <returns>Why it cannot be started.</returns>
    public ReadOnlySpan<byte> StartRoot(ref BootInfo info)
    {
        if (info.Modules.Count == 0) return "the loader brought no module"u8;
        BootModule module = info.Modules[0];
        var file = new ReadOnlySpan<byte>(Machine.DirectMap(module.Start), (int)Math.Min(module.Length, int.MaxValue));
        var lowest = new VirtualAddress(MemoryLayout.UserStart);
        if (!ElfImage.TryParse(file, (ElfProcessor)Machine.ElfProcessor, lowest, out ElfImage image, out Problem problem)) return problem.Reason;
        if (RootBudget == null) return "there is too little memory"u8;

        MemoryBudget* budget = RootBudget;
        if (CreateSpace(budget, out AddressSpace* space) != Status.Ok || Create(budget, out Process* process) != Status.Ok)
            return "there is too little memory"u8;
        process->Space = space;
        if (ReserveHandles(process, MostRootHandles + 2 * (uint)CoreCount) != Status.Ok) return "there is too little memory"u8;
        foreach (ElfSegment segment in image.Segments)
        {
            if (!TryMapSegment(process, image.LinkedBase.Value, segment)) return "there is too little memory"u8;
        }
        if (CreateThread(budget, process, RootTime, out Thread* thread) != Status.Ok) return "there is too little memory"u8;

        StartBlock block = default;
        block.Magic = StartBlock.ExpectedMagic;
        if (!TryGiveAll(process, thread, module, ref block) || !TryMapStack(process, ref block, info.CommandLine.Span, out ulong argument))
            return "there is too little memory"u8;

        _root = process;
        thread->Context->Start(image.LinkedBase.Value + (ulong)image.EntryOffset, RootStackEnd - Page.Size, argument);
        thread->State = ThreadState.Ready;
        QueueIfRunnable(thread);
        SwitchThread();
        Machine.Resume(_current->Context);
        return default;
    }

    private bool TryMapSegment(Process* process, ulong imageStart, ElfSegment segment)
    {
        ulong pages = (ulong)(segment.EndOfPages - segment.FirstPage) >> Page.Shift;
        ulong offset = (ulong)(segment.Offset - segment.FirstPage);
        return TryMapNew(process, imageStart + (ulong)segment.FirstPage, pages, segment.Protection, out MemoryObject* memory)
            && TryFill(memory, offset, segment.Content);
    }

    /// <summary>Makes memory, and maps it by a handle that nobody is told of.</summary>
    private bool TryMapNew(Process* process, ulong at, ulong pages, Protection protection, out MemoryObject* memory)
    {
        if (CreateZeros(RootBudget, pages, out memory) != Status.Ok) return false;
        HandleEntry* entry = process->Handles.Find(Give(process, &memory->Header).Value);
        return Map(process->Space, new FarCapability<MemoryObject>(entry, memory, null), at, 0, pages, protection) == Status.Ok;
    }

    /// <summary>The stack, and above it a page with the start block and the command line.</summary>
    private bool TryMapStack(Process* process, ref StartBlock block, ReadOnlySpan<byte> commandLine, out ulong argument)
    {
        const ulong blockPages = 2;
        argument = RootStackEnd;
        ulong stackPages = RootStackBytes / Page.Size;
        block.StackStart = RootStackEnd - Page.Size - RootStackBytes;
        block.StackBytes = RootStackBytes;
        block.CommandLineBytes = (uint)commandLine.Length;
        if (!TryMapNew(process, block.StackStart, stackPages, Protection.ReadWrite, out _)
            || !TryMapNew(process, argument, blockPages, Protection.Read, out MemoryObject* start))
            return false;
        fixed (StartBlock* bytes = &block)
            return TryFill(start, 0, new ReadOnlySpan<byte>(bytes, sizeof(StartBlock))) && TryFill(start, (ulong)sizeof(StartBlock), commandLine);
    }

    /// <summary>Puts handles to all that there is into root's table.</summary>
    private bool TryGiveAll(Process* process, Thread* thread, BootModule module, ref StartBlock block)
    {
        MemoryBudget* budget = RootBudget;
        if (Create(budget, out IoPorts* ports) != Status.Ok || Create(budget, out Interrupt* interrupts) != Status.Ok
            || Create(budget, out SystemControl* system) != Status.Ok
            || CreateDevice(budget, default, MostPages, Backing.Addresses, CachePolicy.Device, out MemoryObject* devices) != Status.Ok
            || CreateDevice(budget, module.Start.Frame, Page.CountFor(module.Length), Backing.Device, CachePolicy.WriteBack, out MemoryObject* file) != Status.Ok)
            return false;
        ports->Count = Machine.PortCount;
        interrupts->Count = Machine.InterruptCount;

        block.Process = new(Give(process, &process->Header));
        block.Space = new(Give(process, &process->Space->Header));
        block.Thread = new(Give(process, &thread->Header));
        block.DeviceMemory = new(Give(process, &devices->Header));
        block.Ports = new(Give(process, &ports->Header));
        block.Interrupts = new(Give(process, &interrupts->Header));
        block.System = new(Give(process, &system->Header));
        block.Module = new(Give(process, &file->Header));
        block.ModuleBytes = module.Length;
        block.ClockPage = ClockPage.Address;
        block.CoreCount = (uint)CoreCount;
        for (int core = 0; core < CoreCount && core < StartBlock.MostCores; core++)
        {
            CpuDriver* driver = (*_cores)[new CoreNumber(core)].Driver;
            if (driver->RootBudget == null) continue;
            block.Budgets[core] = new(Give(process, &driver->RootBudget->Header));
            block.Times[core] = new(Give(process, &driver->RootTime->Header));
        }
        block.Budget = block.Budgets[_number.Value];
        block.Scheduling = block.Times[_number.Value];
        return true;
    }

    /// <summary>Gives away the reference that an object was made with. A process and what leads to it hold each other until it ends.</summary>
    private Abi.Handle Give(Process* process, ObjectHeader* made)
    {
        if (made->Type is ObjectType.AddressSpace) Retain(made);
        return AddHandle(process, made, made->Generation, new HandleMeaning(made->Type, HandleKind.Strong, Rights.All, made->Core), 0);
    }
}
