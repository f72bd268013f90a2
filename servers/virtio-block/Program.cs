using System;
using System.Collections.Generic;
using Diesis.Abi;
using Diesis.Communication;
using Diesis.Contracts.Devices;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.Services;

namespace Diesis.VirtioBlock;

/// <summary>Drives all virtio disks of the machine.</summary>
internal static class Program
{
    /// <summary>VIRTIO 1.2, 5.2.1, as 4.1.2.1 makes it a kind of PCI's.</summary>
    private const ushort BlockDevice = VirtioPlaces.FirstDevice + 2;

    private static int Main()
    {
        Status status = PciServer.Connect(out PciDevicesClient pci);
        if (status != Status.Ok) return (int)status;
        var disks = new BlockDevices(TakeAll(pci));
        var server = new ObjectServer(Service.EndpointFor(BlockDevicesContract.ExpectedHash));
        server.Offer<BlockDevicesDispatcher<IBlockDevices>, IBlockDevices>(_ => disks);
        // Memory that was lent stays pinned until its request has ended, and no longer than its owner.
        ClientEnds.CloseIn(server);
        return (int)server.Run();
    }

    private static List<Disk> TakeAll(PciDevicesClient pci)
    {
        List<Disk> disks = [];
        List<PciDevice> useless = [];
        while (PciDevice.TryTake(pci, VirtioPlaces.Vendor, BlockDevice, out PciDevice? device) == Status.Ok)
        {
            if (Disk.TryStart(device!, out Disk? disk)) disks.Add(disk);
            else useless.Add(device!);
        }
        // Not before: it would be found once more.
        foreach (PciDevice device in useless)
        {
            Console.WriteLine($"virtio-block: {device.Function.Address} cannot be driven");
            device.GiveUp();
        }
        return disks;
    }
}

/// <summary>The disks, by the order of their addresses on PCI.</summary>
internal sealed class BlockDevices(List<Disk> disks) : IBlockDevices
{
    public Status Count(out uint devices)
    {
        devices = (uint)disks.Count;
        return Status.Ok;
    }

    public Status Open(uint number, out IBlockDevice device)
    {
        bool isThere = number < (uint)disks.Count;
        device = isThere ? new OpenDisk(disks[(int)number]) : null!;
        return isThere ? Status.Ok : Status.OutOfRange;
    }
}
