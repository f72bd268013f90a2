using System;
using Diesis.Abi;
using Diesis.Contracts.Devices;

namespace Diesis.Servers.Pci;

/// <summary>Tells of functions.</summary>
internal readonly struct PciListing(PciOffice office) : IPciListing
{
    public Status List(uint first, Span<PciFunctionInfo> functions, out uint count)
    {
        count = 0;
        lock (office.Gate)
        {
            var all = office.Slots.All;
            for (; count < functions.Length && first + (ulong)count < (ulong)all.Count; count++) functions[(int)count] = PciSlots.Describe(all[(int)(first + count)]);
        }
        return Status.Ok;
    }
}
