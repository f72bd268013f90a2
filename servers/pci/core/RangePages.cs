using Diesis.Abi;
using Diesis.Contracts.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Servers.Pci;

/// <summary>Which pages of a function's ranges its driver can be given.</summary>
internal static class RangePages
{
    /// <param name="firstPage">Of the range, as <paramref name="pages"/>.</param>
    /// <param name="start">The physical address where they begin.</param>
    /// <returns>
    /// As <see cref="IPciFunction.OpenRange"/>. A range smaller than a page, or one that does not begin with one, is given with the page around it, if no other function answers there.
    /// </returns>
    public static Status TryFind(PciSlots slots, PciSlot slot, uint number, uint firstPage, uint pages, out ulong start)
    {
        start = 0;
        if (pages == 0 || number >= PciFunctionInfo.MostRanges || !slot.Function.TryFindRange((int)number, out PciRange range)
            || range.Kind != PciRangeKind.Memory || !range.IsPlaced)
            return Status.OutOfRange;
        ulong first = range.Start / PciFunctionInfo.PageBytes, end = (range.Start + range.Bytes + PciFunctionInfo.PageBytes - 1) / PciFunctionInfo.PageBytes;
        if (firstPage + (ulong)pages > end - first) return Status.OutOfRange;
        start = (first + firstPage) * PciFunctionInfo.PageBytes;
        ulong bytes = (ulong)pages * PciFunctionInfo.PageBytes;
        bool isOthers = slots.IsShared(slot, start, bytes) || HasTable(slot, start, bytes);
        return isOthers ? Status.NotPermitted : Status.Ok;
    }

    /// <summary>Who writes the table of messages has the function write what it likes where it likes.</summary>
    private static bool HasTable(PciSlot slot, ulong start, ulong bytes)
    {
        if (!MessageTable.TryFind(slot.Space, slot.Function, out MessageTable table)) return false;
        ulong tableStart = table.Range.Start + table.Offset;
        return tableStart < start + bytes && start < tableStart + table.Bytes;
    }
}
