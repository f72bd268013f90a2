using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>System calls on address spaces. What each does stands in <c>IKernel.Memory.cs</c>.</summary>
// SAFETY: capabilities lead to objects that are there until the kernel is left.
public unsafe partial struct CpuDriver
{
    /// <summary>Steps of taking mappings away, each a table of 512 pages at most, before interrupts have their turn.</summary>
    private const int UnmappingStepsPerCall = 16;

    private Status CreateAddressSpace(Capability<MemoryBudget> budget, out Handle<Abi.Objects.AddressSpace> space)
    {
        space = default;
        Status status = ReserveHandles(_current->Process, 1);
        if (status != Status.Ok) return status;
        status = CreateSpace(budget.Object, out AddressSpace* made);
        if (status == Status.Ok) space = new(AddOwner(&made->Header));
        return status;
    }

    private Status Map(Capability<AddressSpace> space, FarCapability<MemoryObject> memory, ulong at, ulong offset, ulong pages, Protection protection)
        => Map(space.Object, memory, at, offset, pages, protection);

    private Status Unmap(Capability<AddressSpace> space, ulong at, ulong pages)
    {
        Status status = CheckRange(at, pages);
        if (status != Status.Ok) return status;
        ulong end = at + (pages << Page.Shift);
        status = TrySplit(space.Object, at, out _);
        if (status != Status.Ok) return status;
        status = TrySplit(space.Object, end, out _);
        if (status != Status.Ok) return status;

        int steps = UnmappingStepsPerCall;
        Mapping* mapping = FindMapping(space.Object, at, end);
        while (mapping != null && steps > 0)
        {
            Unmap(mapping, ref steps);
            mapping = FindMapping(space.Object, at, end);
        }
        return mapping == null ? Status.Ok : KernelStatus.Again;
    }

    private Status Protect(Capability<AddressSpace> space, ulong at, ulong pages, Protection protection)
    {
        Status status = CheckRange(at, pages);
        ulong end = at + (pages << Page.Shift), reached = at;
        int steps = UnmappingStepsPerCall;
        for (; status == Status.Ok && reached < end && steps > 0; steps--) status = ProtectNext(space.Object, ref reached, end, protection, ref steps);
        if (status != Status.Ok || reached == end) return status;
        _current->Context->A1 = reached;
        _current->Context->A2 = end - reached >> Page.Shift;
        return KernelStatus.Again;
    }

    /// <summary>Protects what is mapped at an address, to the end of the mapping or of the range.</summary>
    /// <param name="reached">The address; coming out, where to go on: within the mapping if there were not enough steps.</param>
    private Status ProtectNext(AddressSpace* space, ref ulong reached, ulong end, Protection protection, ref int steps)
    {
        Mapping* mapping = FindMapping(space, reached);
        if (mapping == null) return Status.OutOfRange;
        if (!mapping->Allows(protection)) return Status.NotPermitted;
        if (mapping->Protection != protection)
        {
            Status status = mapping->End <= end ? Status.Ok : TrySplit(space, end, out _);
            if (status == Status.Ok && mapping->Start != reached) status = TrySplit(space, reached, out mapping);
            if (status != Status.Ok) return status;
            mapping->Protection = protection;
        }
        VirtualAddress from = new(reached), to = new(Math.Min(end, mapping->End));
        var flush = new TlbFlush { CutOff = space->CutOff };
        reached = TablesOf(space).Change(from, to, LeafChange.Protect(protection), ref flush, ref steps).Value;
        Flush(space, in flush);
        if (reached == mapping->End) TryJoin(mapping);
        return Status.Ok;
    }
}
