using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Input;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.Input.Drivers;
using Diesis.Services;

namespace Diesis.VirtioInput;

/// <summary>Drives all keyboards, mice and tablets of virtio that the machine has.</summary>
internal static class Program
{
    /// <summary>VIRTIO 1.2, 5.8.1, as 4.1.2.1 makes it a kind of PCI's.</summary>
    private const ushort DeviceKind = VirtioPlaces.FirstDevice + 18;

    /// <summary>Each has a bit of the notification by which it interrupts.</summary>
    private const int MostDevices = 16;

    private static int Main()
    {
        Status status = DriverSignals.Create(out DriverSignals signals);
        PciDevicesClient pci = default;
        if (status == Status.Ok) status = PciServer.Connect(out pci);
        if (status != Status.Ok) return (int)status;
        var stream = new InputStream();
        var service = new InputService(TakeAll(pci, signals, stream), stream);
        return (int)ContractServer.RunSignalled<InputDeviceDispatcher<InputService>, InputService>(Service.EndpointFor(InputDeviceContract.ExpectedHash), ref service);
    }

    private static List<InputDevice> TakeAll(PciDevicesClient pci, DriverSignals signals, InputStream stream)
    {
        List<InputDevice> devices = [];
        List<PciDevice> useless = [];
        while (devices.Count < MostDevices && PciDevice.TryTake(pci, VirtioPlaces.Vendor, DeviceKind, out PciDevice? device) == Status.Ok)
        {
            if (InputDevice.TryStart(device!, signals, 1UL << devices.Count, stream, out InputDevice? started)) devices.Add(started);
            else useless.Add(device!);
        }
        // Not before: it would be found once more.
        foreach (PciDevice device in useless)
        {
            Console.WriteLine($"virtio-input: {device.Function.Address} cannot be driven");
            device.GiveUp();
        }
        return devices;
    }
}
