using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.FileSystems;
using Diesis.Services;

namespace Diesis.Virtio9p;

/// <summary>Shows folders of the host that the machine was given, each by its name: the mount tag.</summary>
internal static class Program
{
    /// <summary>"9P transport": VIRTIO 1.2, 5, as 4.1.2.1 makes it a kind of PCI's.</summary>
    private const ushort ShareDeviceKind = VirtioPlaces.FirstDevice + 9;

    private static int Main()
    {
        Status status = PciServer.Connect(out PciDevicesClient pci);
        if (status != Status.Ok) return (int)status;
        List<ShareDevice> devices = TakeAll(pci);
        return (int)FileSystemService<ShareNode>.Run(Service.EndpointFor(FileSystemKind.NineP), (string source, out IVolume<ShareNode>? volume) =>
        {
            volume = null;
            foreach (ShareDevice device in devices)
            {
                if (device.Tag != source) continue;
                FileStatus opened = ShareVolume.Open(new(device), out ShareVolume? share);
                volume = share;
                return opened;
            }
            return FileStatus.NotFound;
        });
    }

    private static List<ShareDevice> TakeAll(PciDevicesClient pci)
    {
        List<ShareDevice> devices = [];
        List<PciDevice> useless = [];
        while (PciDevice.TryTake(pci, VirtioPlaces.Vendor, ShareDeviceKind, out PciDevice? found) == Status.Ok)
        {
            if (ShareDevice.TryStart(found!, out ShareDevice? device)) devices.Add(device);
            else useless.Add(found!);
        }
        // Not before: it would be found once more.
        foreach (PciDevice device in useless)
        {
            Console.WriteLine($"virtio-9p: {device.Function.Address} cannot be driven");
            device.GiveUp();
        }
        return devices;
    }
}
