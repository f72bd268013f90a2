using System.Collections.Generic;
using Diesis.Contracts.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Servers.Pci;

/// <summary>All functions of the machine, in the order of their addresses.</summary>
internal sealed class PciSlots
{
    private readonly List<PciSlot> _slots = [];

    public IReadOnlyList<PciSlot> All => _slots;

    /// <summary>Adds the functions of a segment. Whatever firmware had them do, they reach no memory from now on.</summary>
    public void Add(IConfigurationSpace space, PciScan scan)
    {
        foreach (PciFunction function in scan.Functions)
        {
            var slot = new PciSlot(space, scan, function);
            if (!slot.IsBridge) PciControl.SetMaster(space, scan, function, isMaster: false);
            _slots.Add(slot);
        }
    }

    /// <summary>
    /// The first that matches and that nobody drives, or null. It may be one that begins anew just now: so a driver that was started anew finds all functions in the order in which it had them.
    /// </summary>
    public PciSlot? Find(ushort vendor, ushort kind, uint classes, uint classMask)
    {
        foreach (PciSlot slot in _slots)
            if (slot.State != SlotState.Driven && slot.Matches(vendor, kind, classes, classMask)) return slot;
        return null;
    }

    /// <summary>Do other functions answer somewhere in these addresses of memory?</summary>
    public bool IsShared(PciSlot slot, ulong start, ulong bytes)
    {
        var asked = new PciRange(0, PciRangeKind.Memory, start, bytes, false);
        foreach (PciSlot other in _slots)
            foreach (PciRange range in other.Function.Ranges)
                if (other != slot && range.Overlaps(asked)) return true;
        return false;
    }

    /// <summary>What is told of a function.</summary>
    public static PciFunctionInfo Describe(PciSlot slot)
    {
        PciFunction function = slot.Function;
        PciFunctionInfo info = new()
        {
            Segment = function.Address.Segment, Bus = function.Address.Bus, Device = function.Address.Device, Function = function.Address.Function,
            Vendor = function.Vendor, Kind = function.Device, SubsystemVendor = function.SubsystemVendor, SubsystemKind = function.SubsystemDevice,
            Class = function.Class, Revision = function.Revision, Driver = slot.Driver, Messages = (ushort)MessagesOf(slot),
        };
        foreach (PciRange range in function.Ranges)
        {
            info.Ranges[range.Index] = new()
            {
                Start = range.Start, Bytes = range.Bytes,
                Use = range.Kind == PciRangeKind.Ports ? PciRangeUse.Ports : range.IsPrefetchable ? PciRangeUse.Prefetchable : PciRangeUse.Memory,
            };
        }
        return info;
    }

    /// <summary>Of a table as many as it has; of registers one.</summary>
    private static int MessagesOf(PciSlot slot)
        => slot.Function.TryFind(CapabilityId.MessageTable, out _) && slot.State != SlotState.Resetting && MessageTable.TryFind(slot.Space, slot.Function, out MessageTable table) ? table.Count
            : MessageRegisters.TryFind(slot.Function, out _) ? 1 : 0;
}
