using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;

namespace Diesis.Kernel.Objects;

/// <summary>
/// Bytes that may be spent on memory, page tables and objects of one core. What a budget may spend was taken from its
/// parent when it was made, and returns when it ends.
/// </summary>
/// <remarks>
/// Invariants: <see cref="Used"/> is at most <see cref="Limit"/>; it is the sum of the limits of the budgets below, and of 4096 for
/// each page that an object charged here has, pages of objects included.
/// </remarks>
// SAFETY: pages leave the lists before they are given back; the parent is there as long as something is charged to it.
[StructLayout(LayoutKind.Sequential, Size = ObjectHeader.SlotBytes)]
public unsafe struct MemoryBudget : IKernelObject
{
    public static ObjectType Type => ObjectType.MemoryBudget;

    public ObjectHeader Header;

    public ulong Limit;
    public ulong Used { get; private set; }

    /// <summary>The pages in which objects lie that are charged here.</summary>
    public SlotPage* Pages { get; private set; }

    /// <summary>Those of them with a free slot.</summary>
    public SlotPage* PagesWithFree { get; private set; }

    /// <summary>Everything that is charged here is to end; those in the pages from the next one on still have to be told.</summary>
    public bool IsReclaimed;
    public SlotPage* NextToReclaim;

    public readonly ulong Left => Limit - Used;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryCharge(ulong bytes)
    {
        if (bytes > Left) return false;
        Used += bytes;
        return true;
    }

    public void Refund(ulong bytes)
    {
        System.Diagnostics.Debug.Assert(bytes <= Used, "a budget gets back more than was spent");
        Used -= bytes;
    }

    public void AddPage(SlotPage* page)
    {
        page->Previous = null;
        page->Next = Pages;
        if (Pages != null) Pages->Previous = page;
        Pages = page;
        AddPageWithFree(page);
    }

    public void RemovePage(SlotPage* page)
    {
        if (page->Previous != null) page->Previous->Next = page->Next;
        else Pages = page->Next;
        if (page->Next != null) page->Next->Previous = page->Previous;
        if (NextToReclaim == page) NextToReclaim = page->Next;
        RemovePageWithFree(page);
    }

    public void AddPageWithFree(SlotPage* page)
    {
        page->PreviousWithFree = null;
        page->NextWithFree = PagesWithFree;
        if (PagesWithFree != null) PagesWithFree->PreviousWithFree = page;
        PagesWithFree = page;
    }

    public void RemovePageWithFree(SlotPage* page)
    {
        if (page->PreviousWithFree != null) page->PreviousWithFree->NextWithFree = page->NextWithFree;
        else PagesWithFree = page->NextWithFree;
        if (page->NextWithFree != null) page->NextWithFree->PreviousWithFree = page->PreviousWithFree;
    }
}
