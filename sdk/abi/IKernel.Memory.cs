using System;
using Diesis.Abi.Objects;

namespace Diesis.Abi;

// Memory and address spaces. Offsets and lengths of memory are in pages.
public partial interface IKernel
{
    /// <summary>Makes memory that reads as zeros.</summary>
    /// <returns>
    /// <see cref="Status.BadArgument"/>: no pages, or unknown options. <see cref="Status.OutOfRange"/>: more than any machine has.
    /// <see cref="Status.BudgetExceeded"/>; <see cref="Status.OutOfMemory"/>: no such contiguous range; <see cref="Status.TableFull"/>.
    /// </returns>
    [SystemCall(32)]
    Status CreateMemory([Needs(Rights.Spend)] Handle<MemoryBudget> budget, ulong pages, MemoryOptions options, out Handle<MemoryObject> memory);

    /// <summary>Makes an object of a part of device memory.</summary>
    /// <param name="cache">How the part is to be mapped.</param>
    /// <returns>
    /// <see cref="Status.BadState"/>: the object is not of device memory. <see cref="Status.BadArgument"/>: no pages.
    /// <see cref="Status.NotPermitted"/>: a part of the range is the machine's own memory. <see cref="Status.OutOfRange"/>,
    /// <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.
    /// </returns>
    [SystemCall(33)]
    Status CreateDeviceMemory([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Divide)] Handle<MemoryObject> from, ulong firstPage,
        ulong pages, CachePolicy cache, out Handle<MemoryObject> memory);

    /// <summary>
    /// Makes memory that has the content of another as it is now, and its own from then on. Pages are copied when one side writes
    /// them; until then both have them.
    /// </summary>
    /// <returns>
    /// <see cref="Status.BadState"/>: device memory, contiguous memory, memory in large pages or with a pager.
    /// <see cref="Status.BudgetExceeded"/>: the budget cannot pay for what the copy begins with; it pays as if all of that had been copied.
    /// <see cref="Status.TableFull"/>. <see cref="Status.NotSupported"/>: the budget is of another core than the memory, whose frames both have.
    /// </returns>
    /// <cost>Steps of 16 page tables of those where the memory is mapped to be written; interrupts are taken between them.</cost>
    [SystemCall(34)]
    Status CreateCopy([Needs(Rights.Spend)] Handle<MemoryBudget> budget, [Needs(Rights.Read)] Handle<MemoryObject> memory, out Handle<MemoryObject> copy);

    /// <summary>
    /// Makes memory whose pages a pager supplies. A touch of a missing page becomes a call to the endpoint by the handle used here: label
    /// <see cref="FaultCode.PageFault"/>, word 0 the page, word 1 the <see cref="FaultAccessFlags"/>. The thread goes on as the reply's
    /// <see cref="FaultVerdict"/> says. The endpoint may be of another core, and so may be the thread.
    /// </summary>
    /// <returns><see cref="Status.BadArgument"/>, <see cref="Status.OutOfRange"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(35)]
    Status CreatePagedMemory([Needs(Rights.Spend)] Handle<MemoryBudget> budget, ulong pages, [Needs(Rights.Call)] Handle<Endpoint> pager,
        out Handle<MemoryObject> memory);

    /// <summary>
    /// Moves committed pages from one memory object into missing pages of another, and their cost from budget to budget. So a pager supplies pages, and takes them
    /// back: whoever touches one that was taken asks for it anew.
    /// </summary>
    /// <returns>
    /// Pages before the one that failed have moved. <see cref="Status.Overlap"/>: a page is there already. <see cref="Status.OutOfRange"/>.
    /// <see cref="Status.BadState"/>: a page of the source is missing, shared with a copy or a large one, the source is mapped on another core, or one of the two is contiguous or
    /// device memory. <see cref="Status.BudgetExceeded"/>. <see cref="Status.NotSupported"/>: the two are of different cores, each of which has frames of its own.
    /// </returns>
    /// <cost>Steps of 16 pages; interrupts are taken between them.</cost>
    [SystemCall(36)]
    Status SupplyPages([Needs(Rights.Manage)] Handle<MemoryObject> to, ulong toPage, [Needs(Rights.Manage)] Handle<MemoryObject> from, ulong fromPage,
        ulong pages);

    /// <summary>Has pages there before they are touched.</summary>
    /// <returns><see cref="Status.OutOfRange"/>, <see cref="Status.BudgetExceeded"/>: pages before the one that failed are there. <see cref="Status.BadState"/>: memory with a pager.</returns>
    /// <cost>Steps of 16 pages; interrupts are taken between them.</cost>
    [SystemCall(37)]
    Status Commit([Needs(Rights.Write)] Handle<MemoryObject> memory, ulong firstPage, ulong pages);

    /// <summary>Gives pages back; they read as zeros afterwards (or come from the pager anew).</summary>
    /// <returns>
    /// <see cref="Status.OutOfRange"/>; <see cref="Status.BadState"/>: device or contiguous memory, or mapped in a space of another core.
    /// <see cref="Status.BudgetExceeded"/>: a page of 1 GiB becomes 512 of 2 MiB before any of it goes, and the node for these cannot be paid for.
    /// </returns>
    /// <cost>Steps of a node of 512 pages, or of 16 of its pages; interrupts are taken between them.</cost>
    [SystemCall(38)]
    Status Decommit([Needs(Rights.Write)] Handle<MemoryObject> memory, ulong firstPage, ulong pages);

    /// <summary>Changes the size. Pages beyond a smaller size are given back, and touching them faults.</summary>
    /// <returns><see cref="Status.BadState"/>: as <see cref="Decommit"/>. <see cref="Status.BadArgument"/>: no pages. <see cref="Status.OutOfRange"/>, <see cref="Status.BudgetExceeded"/>.</returns>
    /// <cost>As <see cref="Decommit"/>, for a smaller size.</cost>
    [SystemCall(39)]
    Status Resize([Needs(Rights.Manage)] Handle<MemoryObject> memory, ulong pages);

    /// <summary>Copies bytes out of memory.</summary>
    /// <param name="offset">In bytes.</param>
    /// <returns><see cref="Status.OutOfRange"/>, <see cref="Status.BadAddress"/>, <see cref="Status.BudgetExceeded"/>, <see cref="Status.BadState"/>: device memory or a missing page of a pager.</returns>
    [SystemCall(40)]
    Status ReadMemory([Needs(Rights.Read)] Handle<MemoryObject> memory, ulong offset, Span<byte> into);

    /// <summary>Copies bytes into memory.</summary>
    /// <returns>As <see cref="ReadMemory"/>.</returns>
    [SystemCall(41)]
    Status WriteMemory([Needs(Rights.Write)] Handle<MemoryObject> memory, ulong offset, ReadOnlySpan<byte> from);

    /// <summary>Makes an address space with nothing mapped but the clock page.</summary>
    /// <returns><see cref="Status.BudgetExceeded"/>, <see cref="Status.TableFull"/>.</returns>
    [SystemCall(42)]
    Status CreateAddressSpace([Needs(Rights.Spend)] Handle<MemoryBudget> budget, out Handle<AddressSpace> space);

    /// <summary>
    /// Makes pages of memory visible in an address space, as they are touched. The mapping belongs to the handle to the memory, wherever that
    /// is moved, or if it is a leased one to the lease, and goes with it; from a space of another core than the handle's, soon after it.
    /// </summary>
    /// <param name="at">Where the first page goes.</param>
    /// <param name="offset">The first page of the memory.</param>
    /// <returns>
    /// <see cref="Status.Overlap"/>: something of the range is mapped already. <see cref="Status.OutOfRange"/>: the memory has no such
    /// pages, or the addresses are not user mode's. <see cref="Status.BadArgument"/>: off a page's alignment, no pages, or no such protection.
    /// <see cref="Status.NotPermitted"/>: the handle does not allow the protection. <see cref="Status.BadState"/>: all of device memory,
    /// instead of a part that was made of it. <see cref="Status.BudgetExceeded"/>: the space's budget cannot pay for the mapping, or the
    /// memory has 1024 of them.
    /// </returns>
    [SystemCall(43)]
    Status Map([Needs(Rights.Map)] Handle<AddressSpace> space, [Needs(Rights.Read)] Handle<MemoryObject> memory, ulong at, ulong offset, ulong pages,
        Protection protection);

    /// <summary>Takes mappings away; parts of the range where nothing is mapped are passed over.</summary>
    /// <returns><see cref="Status.OutOfRange"/>, <see cref="Status.BadArgument"/>. <see cref="Status.BudgetExceeded"/>: a mapping would have to be cut in two.</returns>
    /// <cost>Steps of 16 tables of 512 pages; interrupts are taken between them. Other cores that use the space are told once a step.</cost>
    [SystemCall(44)]
    Status Unmap([Needs(Rights.Map)] Handle<AddressSpace> space, ulong at, ulong pages);

    /// <summary>Changes what may be done in a range, all of which must be mapped.</summary>
    /// <returns>
    /// What lies before the mapping that failed has changed. <see cref="Status.NotPermitted"/>: the memory was mapped by a handle that does
    /// not allow it. <see cref="Status.OutOfRange"/>: not all of it is mapped. <see cref="Status.BadArgument"/>,
    /// <see cref="Status.BudgetExceeded"/>: as for <see cref="Unmap"/>.
    /// </returns>
    /// <cost>As <see cref="Unmap"/>.</cost>
    [SystemCall(45)]
    Status Protect([Needs(Rights.Map)] Handle<AddressSpace> space, ulong at, ulong pages, Protection protection);
}
