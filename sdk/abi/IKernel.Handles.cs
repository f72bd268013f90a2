using Diesis.Abi.Objects;

namespace Diesis.Abi;

// Handles.
public partial interface IKernel
{
    /// <summary>Makes another handle to the same object, with the same or fewer rights.</summary>
    /// <param name="rights">Those to keep; all of them must be there.</param>
    /// <param name="badge">What an endpoint's receivers see of calls through the new handle; 0 keeps the badge as it is.</param>
    /// <returns>
    /// <see cref="Status.NotPermitted"/>: a right is asked for that the handle lacks, or its badge is set already.
    /// <see cref="Status.TableFull"/>, <see cref="Status.BudgetExceeded"/>.
    /// </returns>
    [SystemCall(16)]
    Status Clone([Needs(Rights.Clone)] Handle handle, Rights rights, ulong badge, out Handle clone);

    /// <summary>Makes a weak handle to the same object.</summary>
    /// <returns>As <see cref="Clone"/>.</returns>
    [SystemCall(17)]
    Status Weaken([Needs(Rights.Clone)] Handle handle, Rights rights, out Handle weak);

    /// <summary>Gives a handle up. The last strong one takes its object with it. What was mapped by it is unmapped; what was mapped by a leased one is the lease's.</summary>
    [SystemCall(18)]
    Status Release(Handle handle);

    /// <summary>Moves a handle into another process's table.</summary>
    /// <param name="there">Its value there.</param>
    /// <returns>
    /// The handle stays here in all these cases. <see cref="Status.TableFull"/>, <see cref="Status.BudgetExceeded"/>: of the other process.
    /// <see cref="Status.BadState"/>: something is mapped by the handle, and the other process is of another core, where it cannot be taken along.
    /// </returns>
    [SystemCall(19)]
    Status Transfer([Needs(Rights.Manage)] Handle<Process> to, [Needs(Rights.Transfer)] Handle handle, out Handle there);

    /// <summary>Makes a handle that can be taken back: when the lease is over, it and all that were made from it are dead, and what was mapped through them is unmapped.</summary>
    /// <param name="durationNs">How long it lasts; 0 until it is revoked.</param>
    /// <param name="lease">To revoke by. When the last handle to it is released, the lease is over too.</param>
    /// <param name="borrowed">To give away.</param>
    /// <returns>
    /// <see cref="Status.NotPermitted"/>: a right is asked for that the handle lacks. <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.
    /// <see cref="Status.NotSupported"/>: the budget is of another core than the object, where every use of the lease asks whether it is over.
    /// </returns>
    [SystemCall(20)]
    Status Lend([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Lend)] Handle handle, Rights rights, ulong durationNs,
        out Handle<Lease> lease, out Handle borrowed);

    /// <summary>Ends a lease at once.</summary>
    [SystemCall(21)]
    Status Revoke([Needs(Rights.Manage)] Handle<Lease> lease);

    /// <summary>Tells what a handle is: type, kind, rights, badge; with <see cref="Rights.Inspect"/>, more of its object.</summary>
    /// <param name="info">Room for an <see cref="ObjectInfo"/>.</param>
    /// <returns><see cref="Status.BadArgument"/>: not the size of one. <see cref="Status.BadAddress"/>.</returns>
    [SystemCall(22)]
    Status Query(Handle handle, System.Span<byte> info);

    /// <summary>Makes a budget that takes its bytes from another. When it ends, they return. Both are of one core, for a byte is one of that core's memory.</summary>
    /// <param name="bytes">How much may be spent: 4096 for each page of memory or page table, and for each page of objects.</param>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(23)]
    Status CreateBudget([Needs(Rights.Spend)] Handle<MemoryBudget> parent, ulong bytes, out Handle<MemoryBudget> budget);

    /// <summary>Ends everything that is charged to a budget and to those below it, and then the budget.</summary>
    /// <cost>Goes on after the call, in steps; a budget's bytes are back in its parent when it is done.</cost>
    [SystemCall(24)]
    Status EndBudget([Needs(Rights.Manage)] Handle<MemoryBudget> budget);
}
