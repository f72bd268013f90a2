using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>
/// The first slot of a page of objects, which says what is in the others. All objects of a page are charged to one budget,
/// which pays for the page while one of them is there.
/// </summary>
// SAFETY: pages of one budget are linked through themselves, and leave the lists before they are given back.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SlotPage
{
    public const int Slots = (int)Page.Size / ObjectHeader.SlotBytes;

    /// <summary>Bit n: slot n is free. Bit 0 never is: there lies this.</summary>
    private const uint AllFree = 0xFFFF_FFFE;

    private uint _free;

    /// <summary>Neighbours among all pages of the budget.</summary>
    public SlotPage* Next, Previous;

    /// <summary>Neighbours among those with a free slot.</summary>
    public SlotPage* NextWithFree, PreviousWithFree;

    public MemoryBudget* Budget;

    public readonly bool IsFull => _free == 0;
    public readonly bool IsEmpty => _free == AllFree;

    /// <summary>The page in which an object lies.</summary>
    public static SlotPage* Of(void* inside) => (SlotPage*)((ulong)inside & ~Page.OffsetMask);

    /// <summary>Makes a page of free slots.</summary>
    /// <param name="page">Zeroed.</param>
    public static void Initialize(SlotPage* page, MemoryBudget* budget)
    {
        page->_free = AllFree;
        page->Budget = budget;
    }

    /// <summary>Takes a free slot; there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ObjectHeader* Take(SlotPage* page)
    {
        int slot = BitOperations.TrailingZeroCount(page->_free);
        page->_free &= page->_free - 1;
        return Slot(page, slot);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GiveBack(SlotPage* page, void* slot)
        => page->_free |= 1u << (int)(((ulong)slot & Page.OffsetMask) / ObjectHeader.SlotBytes);

    /// <summary>The slots in which objects lie; a bit for each.</summary>
    public readonly uint Used => ~_free & AllFree;

    /// <param name="slot">1 to 31.</param>
    public static ObjectHeader* Slot(SlotPage* page, int slot) => (ObjectHeader*)((byte*)page + slot * ObjectHeader.SlotBytes);
}
