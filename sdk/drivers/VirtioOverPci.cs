using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Diesis.Abi;
using Diesis.Devices;
using Diesis.Devices.Virtio;

namespace Diesis.Drivers;

/// <summary>How every driver of a virtio device begins: VIRTIO 1.2, 3.1.1, as far as it is the same for all.</summary>
public static class VirtioOverPci
{
    private const int MostResetMs = 1000;

    /// <summary>Finds and maps a device's registers, has it begin anew, and lets it reach memory.</summary>
    /// <param name="device">To be agreed with on features.</param>
    /// <returns>False: it is none that can be driven.</returns>
    public static bool TryOpen(PciDevice pci, [NotNullWhen(true)] out VirtioDevice<MappedRegisters>? device)
    {
        device = null;
        if (!VirtioPlaces.TryFind(pci.Registers, pci.Function, out VirtioPlaces? places)) return false;
        if (pci.Map(places.Common, out MappedRegisters? common) != Status.Ok || pci.Map(places.Notify, out MappedRegisters? notify) != Status.Ok
            || pci.Map(places.Device, out MappedRegisters? special) != Status.Ok)
            return false;
        VirtioDevice<MappedRegisters> found = new(common, notify, places.NotifyDistance, special);
        if (!TryReset(found) || pci.Begin() != Status.Ok) return false;
        device = found;
        return true;
    }

    /// <summary>Has a device forget everything.</summary>
    /// <returns>False: it does not, within a second.</returns>
    public static bool TryReset(VirtioDevice<MappedRegisters> device)
    {
        device.Reset();
        for (int left = MostResetMs; left > 0 && !device.IsReset; left--) Thread.Sleep(1);
        return device.IsReset;
    }
}
