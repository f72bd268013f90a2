using System;
using Diesis.Abi;
using Diesis.Boot;
using Diesis.Boot.Elf;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Console;
using Diesis.Kernel.Firmware;
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

    private const ulong RootStackBytes = 256 * 1024;

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

    /// <summary>Makes the first process of a module, and leaves the boot for its first thread, for good.</summary>
    /// <returns>Why it cannot be started.</returns>
    public ReadOnlySpan<byte> StartRoot(ref BootInfo info)
    {
        if (info.Modules.Count == 0) return "the loader brought no module"u8;
        BootModule module = info.Modules[0];
        var file = new ReadOnlySpan<byte>(Machine.DirectMap(module.Start), (int)Math.Min(module.Length, int.MaxValue));
        var lowest = new VirtualAddress(MemoryLayout.UserStart);
        if (!ElfImage.TryParse(file, (ElfProcessor)Machine.ElfProcessor, lowest, out ElfImage image, out Problem problem)) return problem.Reason;
        StartBlock block = default;
        if (!TryCreateRoot(ref block, out Thread* thread)) return TooLittleMemory;
        Process* process = thread->Process;
        ((SystemControl*)process->Handles.Find(block.System.Value)->Object)->MemoryBytes = info.Memory.OrdinaryBytes;
        var random = new RandomSource(Machine.ReadEntropy() ^ info.EntryCycles ^ info.KernelBase.Value);
        VirtualAddress start = image.IsRelocatable ? RandomPage(ref random, ProcessLayout.ImagesStart, ProcessLayout.ImagesEnd, (ulong)image.Size) : image.LinkedBase;
        foreach (ElfSegment segment in image.Segments)
        {
            if (!TryMapSegment(process, image, start, segment)) return TooLittleMemory;
        }
        block.ImageStart = start.Value;
        TellPciSegments(ref block);
        if (!TryGiveModule(process, module, out block.Module, out block.ModuleBytes)) return TooLittleMemory;
        if (info.Modules.Count > 1 && !TryGiveModule(process, info.Modules[1], out block.Archive, out block.ArchiveBytes)) return TooLittleMemory;
        for (int core = 0; core < CoreCount && core < StartBlock.MostCores; core++) GiveCore(process, new CoreNumber(core), ref block);
        for (int i = 0; i < 4; i++) block.Seed[i] = random.Next() ^ Machine.ReadEntropy();
        ulong stackStart = RandomPage(ref random, ProcessLayout.StacksStart, ProcessLayout.StacksEnd, RootStackBytes + (BlockPages + 1) * Page.Size).Value;
        if (!TryMapStack(process, stackStart, ref block, info.CommandLine.Span, out ulong argument)) return TooLittleMemory;
        Machine.Resume(StartRoot(thread, start.Value + (ulong)image.EntryOffset, stackStart + RootStackBytes, argument));
        return default;
    }

    /// <summary>Where something of a size may go between two addresses.</summary>
    private static VirtualAddress RandomPage(ref RandomSource random, ulong from, ulong to, ulong bytes)
        => new(from + (random.Below(Page.CountFor(to - from - bytes)) << Page.Shift));

    private static ReadOnlySpan<byte> TooLittleMemory => "there is too little memory"u8;

    /// <summary>Makes the first process, with nothing mapped and handles to all that the machine has but memory, and its thread.</summary>
    private bool TryCreateRoot(ref StartBlock block, out Thread* thread)
    {
        thread = null;
        MemoryBudget* budget = RootBudget;
        if (budget == null || CreateSpace(budget, out AddressSpace* space) != Status.Ok || Create(budget, out Process* process) != Status.Ok)
            return false;
        process->Space = space;
        if (ReserveHandles(process, MostRootHandles + 2 * (uint)CoreCount) != Status.Ok
            || CreateThread(budget, process, RootTime, out thread) != Status.Ok)
            return false;
        block.Magic = StartBlock.ExpectedMagic;
        block.Process = new(Give(process, &process->Header));
        block.Space = new(Give(process, &space->Header));
        block.Thread = new(Give(process, &thread->Header));
        block.CoreCount = (uint)CoreCount;
        block.Processor = Machine.ElfProcessor;
        block.Threads = ThreadSpread.GivenCores;
        return TryGiveDevices(process, ref block);
    }

    /// <summary>Has the first thread run, and all that it starts.</summary>
    /// <returns>Its registers.</returns>
    private ThreadContext* StartRoot(Thread* thread, ulong entry, ulong stackPointer, ulong argument)
    {
        _root = thread->Process;
        thread->Context->Start(entry, stackPointer, argument);
        thread->State = ThreadState.Ready;
        QueueIfRunnable(thread);
        SwitchThread();
        return _current->Context;
    }

    [Bounded("goes over the relocations of the first program once, during the boot")]
    private bool TryMapSegment(Process* process, scoped in ElfImage image, VirtualAddress start, ElfSegment segment)
    {
        ulong pages = (ulong)(segment.EndOfPages - segment.FirstPage) >> Page.Shift;
        ulong offset = (ulong)(segment.Offset - segment.FirstPage);
        if (!TryMapNew(process, start.Value + (ulong)segment.FirstPage, pages, segment.Protection, out MemoryObject* memory)
            || !TryFill(memory, offset, segment.Content))
            return false;
        for (int i = 0; image.TryFindRelocation(ref i, start, out int place, out ulong word); i++)
        {
            if (place < segment.FirstPage || place >= segment.EndOfPages) continue;
            if (!TryFill(memory, (ulong)(place - segment.FirstPage), new ReadOnlySpan<byte>(&word, sizeof(ulong)))) return false;
        }
        return true;
    }

    /// <summary>Makes memory, and maps it by a handle that nobody is told of.</summary>
    private bool TryMapNew(Process* process, ulong at, ulong pages, Protection protection, out MemoryObject* memory)
    {
        if (CreateZeros(RootBudget, pages, out memory) != Status.Ok) return false;
        HandleEntry* entry = process->Handles.Find(Give(process, &memory->Header).Value);
        return Map(process->Space, new FarCapability<MemoryObject>(entry, memory, null), &entry->Mappings, at, 0, pages, protection) == Status.Ok;
    }

    /// <summary>Of the start block and the command line.</summary>
    private const ulong BlockPages = 2;

    /// <summary>The stack, and above it, behind a page that is none, the start block and the command line. Nothing is mapped below.</summary>
    private bool TryMapStack(Process* process, ulong stackStart, ref StartBlock block, ReadOnlySpan<byte> commandLine, out ulong argument)
    {
        argument = stackStart + RootStackBytes + Page.Size;
        block.StackStart = stackStart;
        block.StackBytes = RootStackBytes;
        block.CommandLineBytes = (uint)commandLine.Length;
        if (!TryMapNew(process, stackStart, RootStackBytes / Page.Size, Protection.ReadWrite, out _)
            || !TryMapNew(process, argument, BlockPages, Protection.Read, out MemoryObject* start))
            return false;
        fixed (StartBlock* bytes = &block)
            return TryFill(start, 0, new ReadOnlySpan<byte>(bytes, sizeof(StartBlock))) && TryFill(start, (ulong)sizeof(StartBlock), commandLine);
    }

    /// <summary>Puts handles to the machine's devices, and to the machine as a whole, into root's table.</summary>
    private bool TryGiveDevices(Process* process, ref StartBlock block)
    {
        MemoryBudget* budget = RootBudget;
        if (Create(budget, out IoPorts* ports) != Status.Ok || Create(budget, out Interrupt* interrupts) != Status.Ok
            || Create(budget, out SystemControl* system) != Status.Ok
            || CreateDevice(budget, default, MostPages, Backing.Addresses, CachePolicy.Device, out MemoryObject* devices) != Status.Ok)
            return false;
        ports->Range = new PortRange(0, Machine.PortCount);
        interrupts->Count = Machine.InterruptCount;
        block.DeviceMemory = new(Give(process, &devices->Header));
        block.Ports = new(Give(process, &ports->Header));
        block.Interrupts = new(Give(process, &interrupts->Header));
        block.System = new(Give(process, &system->Header));
        block.ClockPage = ClockPage.Address;
        return true;
    }

    /// <summary>No authority: root may map what lies there by its device memory.</summary>
    private void TellPciSegments(ref StartBlock block)
    {
        foreach (ref readonly PciSegment segment in _cores->Description->PciSegments.Items)
        {
            if (block.PciSegmentCount == StartBlock.MostPciSegments)
            {
                Log.Warning($"the machine has more PCI segments than {StartBlock.MostPciSegments}");
                return;
            }
            block.PciSegments[(int)block.PciSegmentCount++] = new(segment.Base.Value, segment.Segment, segment.FirstBus, segment.LastBus);
        }
    }

    private bool TryGiveModule(Process* process, BootModule module, out Handle<Abi.Objects.MemoryObject> memory, out ulong bytes)
    {
        memory = default;
        bytes = module.Length;
        ulong pages = Page.CountFor(module.Length);
        if (CreateDevice(RootBudget, module.Start.Frame, pages, Backing.Device, CachePolicy.WriteBack, out MemoryObject* file) != Status.Ok) return false;
        memory = new(Give(process, &file->Header));
        return true;
    }

    /// <summary>Gives root all memory and all time of a core.</summary>
    private void GiveCore(Process* process, CoreNumber core, ref StartBlock block)
    {
        CpuDriver* driver = (*_cores)[core].Driver;
        if (driver->RootBudget == null) return;
        block.Budgets[core.Value] = new(Give(process, &driver->RootBudget->Header));
        block.Times[core.Value] = new(Give(process, &driver->RootTime->Header));
        if (core != _number) return;
        block.Budget = block.Budgets[core.Value];
        block.Scheduling = block.Times[core.Value];
    }

    /// <summary>Gives away the reference that an object was made with. A process and what leads to it hold each other until it ends.</summary>
    private Abi.Handle Give(Process* process, ObjectHeader* made)
    {
        if (made->Type is ObjectType.AddressSpace) Retain(made);
        return AddHandle(process, made, made->Generation, new HandleMeaning(made->Type, HandleKind.Strong, Rights.All, made->Core), 0);
    }
}
