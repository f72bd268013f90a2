using System;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Serial;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.Drivers.Serial;
using Diesis.Services;

namespace Diesis.VirtioConsole;

/// <summary>A serial line through virtio's console, which machines have where they have no second serial port.</summary>
internal static class Program
{
    /// <summary>VIRTIO 1.2, 5.3.1, as 4.1.2.1 makes it a kind of PCI's.</summary>
    private const ushort ConsoleKind = VirtioPlaces.FirstDevice + 3;

    private static int Main()
    {
        Status status = PciServer.Connect(out PciDevicesClient pci);
        if (status != Status.Ok) return (int)status;
        ConsoleDevice? device = null;
        if (PciDevice.TryTake(pci, VirtioPlaces.Vendor, ConsoleKind, out PciDevice? found) == Status.Ok && !ConsoleDevice.TryStart(found!, out device))
        {
            Console.WriteLine($"virtio-console: {found!.Function.Address} cannot be driven");
            found.GiveUp();
        }
        var service = new SerialLineService(device);
        return (int)ContractServer.RunSignalled<SerialLineDispatcher<SerialLineService>, SerialLineService>(Service.EndpointFor(SerialLineContract.ExpectedHash), ref service);
    }
}
