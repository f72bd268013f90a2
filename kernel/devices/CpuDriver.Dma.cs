using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Memory that devices reach by themselves. There is no IOMMU in use: what a space does is to keep the memory there.</summary>
// SAFETY: a range holds a reference to its memory, and its node leaves the tree before the slot is given back.
public unsafe partial struct CpuDriver
{
    private Status AddDmaRange(DmaSpace* space, MemoryObject* memory, PhysicalAddress address)
    {
        Status status = Create(space->Header.Budget, out DmaRange* range);
        if (status != Status.Ok) return status;
        range->Memory = memory;
        Retain(&memory->Header);
        memory->Pins++;
        space->Ranges.Add(&range->Node, address.Value);
        return Status.Ok;
    }

    private void RemoveDmaRange(DmaSpace* space, TreeNode* node)
    {
        DmaRange* range = DmaRange.Of(node);
        MemoryObject* memory = range->Memory;
        space->Ranges.Remove(node);
        FreeSlot(&range->Header);
        memory->Pins--;
        // Its end may have waited for this.
        if (!memory->Header.IsAlive) QueueWork(&memory->Header);
        Drop(&memory->Header);
    }

    [Bounded("each round takes one of the steps")]
    private bool EndDmaSpace(DmaSpace* space, ref int steps)
    {
        for (; !space->Ranges.IsEmpty; steps--)
        {
            if (steps <= 0) return false;
            RemoveDmaRange(space, space->Ranges.First);
        }
        return true;
    }
}
