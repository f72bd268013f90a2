using System;
using System.Runtime.CompilerServices;
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
        => IsVisitor(_current) ? MapForOther(space.Object, memory, at, offset, pages, protection)
            : Map(space.Object, memory, HolderOf(memory), at, offset, pages, protection);

    private Status Unmap(Capability<AddressSpace> space, ulong at, ulong pages)
    {
        Status status = CheckRange(at, pages);
        if (status != Status.Ok) return status;
        ulong end = at + (pages << Page.Shift);
        status = TrySplit(space.Object, at);
        if (status != Status.Ok) return status;
        status = TrySplit(space.Object, end);
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
        if (!AreUserPages(at, pages)) return CheckRange(at, pages);
        ulong end = at + (pages << Page.Shift);
        for (int steps = UnmappingStepsPerCall; steps > 0; steps--)
        {
            Status status = ProtectNext(space.Object, ref at, end, protection, ref steps);
            if (status != Status.Ok || at == end) return status;
        }
        _current->Context->A1 = at;
        _current->Context->A2 = end - at >> Page.Shift;
        return KernelStatus.Again;
    }

    /// <summary>Protects what is mapped at an address, to the end of the mapping or of the range.</summary>
    /// <param name="at">Coming out, where to go on: within the mapping if there were not enough steps.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Status ProtectNext(AddressSpace* space, ref ulong at, ulong end, Protection protection, ref int steps)
    {
        Mapping* mapping = FindMapping(space, at);
        if (mapping == null) return Status.OutOfRange;
        if (!mapping->Allows(protection)) return Status.NotPermitted;
        if (mapping->Protection == protection)
        {
            at = ProtectLeaves(space, at, Math.Min(end, mapping->End), protection, ref steps);
        }
        else
        {
            if (mapping->End > end || mapping->Start != at)
            {
                Status status = TrySplit(space, end);
                if (status == Status.Ok) status = TrySplit(space, at);
                if (status != Status.Ok) return status;
                mapping = FindMapping(space, at);
            }
            if (TablesOf(at, mapping->End) > (ulong)steps)
            {
                Status status = ReserveSplit(mapping);
                if (status != Status.Ok) return status;
            }
            at = ProtectLeaves(space, at, mapping->End, protection, ref steps);
            // Nobody can tell whether the call will be made again: what it has not come to is as it was.
            if (at < mapping->End) SplitReserved(mapping, at);
            mapping->Protection = protection;
        }
        if (at == mapping->End) TryJoin(mapping);
        return Status.Ok;
    }

    /// <summary>How many tables of small pages a range can have.</summary>
    private static ulong TablesOf(ulong start, ulong end) => (end - 1 >> PageTree.IndexBits + Page.Shift) - (start >> PageTree.IndexBits + Page.Shift) + 1;
}
