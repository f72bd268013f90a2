using Diesis.Abi;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Address spaces: how they begin and end.</summary>
// SAFETY: a space's root is there as long as anything refers to the space.
public unsafe partial struct CpuDriver
{
    /// <summary>Makes an address space with nothing of its own mapped; the reference is the caller's.</summary>
    private Status CreateSpace(MemoryBudget* budget, out AddressSpace* space)
    {
        Status status = Create(budget, out space);
        if (status != Status.Ok) return status;
        status = TryTakePage(budget, out void* root);
        if (status != Status.Ok)
        {
            FreeSlot(&space->Header);
            return status;
        }
        space->Root = Machine.PhysicalOf(root);
        space->Mappings = new Scheduling.Treap(Machine.ReadCycles());
        if (!Machine.HasSeparateKernelTable) TablesOf(space).ShareUpperHalf(_cores->KernelRoot);
        return Status.Ok;
    }

    /// <summary>Gives tables back that were cut off, and takes a space apart that has ended. Threads that are still in it find it empty.</summary>
    [Bounded("each round takes mappings away as long as there are steps")]
    private bool EndAddressSpace(AddressSpace* space, ref int steps)
    {
        while (true)
        {
            // Other cores may still walk what was cut off.
            if (HasOpenFlushes) return false;
            var tables = new TableFrames(space->Header.Budget);
            for (; !space->CutOff.IsEmpty && steps > 0; steps--) TablesOf(space).GiveBackOne(ref space->CutOff, ref tables);
            if (!space->CutOff.IsEmpty) return false;
            if (space->Header.IsAlive) return true;
            if (space->Mappings.IsEmpty) break;
            if (steps <= 0) return false;
            while (!space->Mappings.IsEmpty && steps > 0) Unmap(Mapping.Of(space->Mappings.First), ref steps);
        }
        if (space->Header.References != 0) return true;
        if (_space == space) _space = null;
        Machine.ForgetSpace(space->Root);
        GiveBackFrame(space->Header.Budget, space->Root.Frame);
        return true;
    }
}
