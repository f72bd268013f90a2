using System;
using Diesis.Abi;
using Diesis.Kernel.Memory;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Pages that are there are shown with a page near them that is touched: they are mostly touched next, and a fault costs more.</summary>
// SAFETY: as in CpuDriver.PageFaults.cs; entries that are counted from one of a table or node are in the same.
public unsafe partial struct CpuDriver
{
    /// <summary>A window of 64 KiB of memory, wherever it is mapped: what is shown of a program does not depend on where it lies.</summary>
    private const ulong PagesShownAtOnce = 16;

    /// <summary>
    /// Shows what is there of the window around a page that was shown, as if each had been touched to be read. No page is made for it, none
    /// is copied, and no table is.
    /// </summary>
    /// <param name="place">Where the page is in the memory's tree; null if its memory has none.</param>
    /// <param name="isShared">Is the page shared? Then it is shown so that nobody writes it, and its neighbours are, too.</param>
    [Bounded("PagesShownAtOnce")]
    private void ShowNeighbours(Mapping* mapping, ulong address, TreeEntry* place, bool isShared)
    {
        ulong* leaf = mapping->Space->Leaves.Find(new VirtualAddress(address));
        // In a large page there is nothing more to be shown, or it would have to be in pieces.
        if (leaf == null || place != null && place->IsLarge) return;
        MemoryObject* memory = mapping->Memory;
        ulong page = mapping->PageAt(address), window = page & ~(PagesShownAtOnce - 1);
        ulong first = Math.Max(window, mapping->FirstPage);
        ulong end = Math.Min(window + PagesShownAtOnce, Math.Min(memory->Pages, mapping->FirstPage + mapping->Pages));
        // A window is of one node of the tree, but may be of two page tables.
        ulong inTable = address >> Page.Shift & PageTree.EntriesPerNode - 1;
        if (page - first > inTable) first = page - inTable;
        end = Math.Min(end, page - inTable + PageTree.EntriesPerNode);
        if (place == null)
        {
            ShowRun(memory->Root.Frame + first, leaf - (page - first), end - first, *leaf);
            return;
        }
        bool isWritten = !isShared && mapping->Protection == Protection.ReadWrite;
        ShowOfNode(place - (page - first), leaf - (page - first), end - first, *leaf, isWritten);
    }

    /// <summary>Shows frames that follow each other.</summary>
    private static void ShowRun(Frame frame, ulong* leaves, ulong count, ulong like)
    {
        for (ulong i = 0; i < count; i++) PageTables<PageTableFormat, MachineTableAccess>.PutLike(like, leaves + i, (frame + i).Start);
    }

    /// <summary>Shows what is there of places that follow each other.</summary>
    /// <param name="isWritten">The leaf that they are shown like lets them be written: those that are shared are left out.</param>
    private void ShowOfNode(TreeEntry* places, ulong* leaves, ulong count, ulong like, bool isWritten)
    {
        for (ulong i = 0; i < count; i++)
        {
            TreeEntry there = places[i];
            if (!there.IsPresent || isWritten && IsShared(there.Frame)) continue;
            PageTables<PageTableFormat, MachineTableAccess>.PutLike(like, leaves + i, there.Frame.Start);
        }
    }
}
