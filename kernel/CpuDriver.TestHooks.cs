using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>What the simulator looks at from outside, and how its first processes begin, for which there is no module.</summary>
// SAFETY: drivers lie in memory that stays where it is for good.
public unsafe partial struct CpuDriver
{
    /// <summary>Makes a first process, which runs at an address in an empty address space.</summary>
    /// <param name="hasAllCores">It is given the memory of all cores, as root is; else that of this core alone.</param>
    /// <returns>Null when there is too little memory.</returns>
    internal ThreadContext* StartFirst(ulong entry, bool hasAllCores, out StartBlock block)
    {
        block = default;
        if (!TryCreateRoot(ref block, out Thread* thread)) return null;
        for (int core = 0; core < CoreCount; core++)
        {
            if (hasAllCores || core == _number.Value) GiveCore(thread->Process, new CoreNumber(core), ref block);
        }
        return StartRoot(thread, entry, 0, 0);
    }

    /// <summary>What all budgets of this core come from.</summary>
    internal readonly MemoryBudget* AllMemory => (MemoryBudget*)Unsafe.AsPointer(ref Unsafe.AsRef(in _allMemory));

    internal readonly AddressSpace* SpaceInUse => _space;
    internal readonly SchedulingContext* TimeInUse => _running;
    internal readonly ulong ChargedNs => _chargedNs;
    internal readonly ulong ArmedNs => _armedNs;
    internal readonly Treap Deadlines => _deadlines;

    internal readonly Mapping* FirstMappedElsewhere => _mappedElsewhere;
    internal readonly Treap FarHolders => _farHolders;

    /// <summary>Is there more to take apart?</summary>
    internal readonly bool IsEnding => _firstQueued != null;

    internal readonly ThreadQueue ReadyAt(int priority) => _ready.QueueAt(priority);

    internal TreeEntry PageOf(MemoryObject* memory, ulong page, out bool isShared)
    {
        TreeEntry* place = FindPage(memory, page, out isShared);
        return place != null ? *place : default;
    }
}
