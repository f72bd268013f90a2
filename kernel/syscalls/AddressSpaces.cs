using System;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
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

    private Status Map(Capability<AddressSpace> space, Capability<MemoryObject> memory, ulong at, ulong offset, ulong pages, Protection protection)
        => Map(space.Object, memory, at, offset, pages, protection);
}
