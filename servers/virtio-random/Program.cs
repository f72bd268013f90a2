using System;
using Diesis.Abi;
using Diesis.Contracts.Broker;
using Diesis.Contracts.Devices;
using Diesis.Devices.Virtio;
using Diesis.Drivers;
using Diesis.Services;

namespace Diesis.VirtioRandom;

/// <summary>Draws random bits from virtio's device for that.</summary>
internal static class Program
{
    /// <summary>VIRTIO 1.2, 5.4.1, as 4.1.2.1 makes it a kind of PCI's.</summary>
    private const ushort EntropyDevice = VirtioPlaces.FirstDevice + 4;

    private static int Main()
    {
        Status status = PciServer.Connect(out PciDevicesClient pci);
        if (status != Status.Ok) return (int)status;
        RandomDevice? device = null;
        if (PciDevice.TryTake(pci, VirtioPlaces.Vendor, EntropyDevice, out PciDevice? found) == Status.Ok && !RandomDevice.TryStart(found!, out device))
        {
            Console.WriteLine($"virtio-random: {found!.Function.Address} cannot be driven");
            found.GiveUp();
        }
        if (device is not null) GiveInit(device);
        var source = new EntropySource(device);
        return (int)EntropySourceServer.Run(Service.EndpointFor(EntropySourceContract.ExpectedHash), ref source);
    }

    /// <summary>Seeds of processes come of init's numbers: what the device gives is mixed into these. A device that has nothing now is asked for nothing more.</summary>
    private static void GiveInit(RandomDevice device)
    {
        Span<byte> bits = stackalloc byte[32];
        if (device.Draw(bits, out int count) != Status.Ok || Service.OpenBroker(out BrokerClient broker) != Status.Ok) return;
        _ = broker.Stir(bits.Slice(0, count));
        broker.Dispose();
        bits.Clear();
    }
}

/// <summary>The device, or that there is none.</summary>
internal readonly struct EntropySource(RandomDevice? device) : IEntropySource
{
    public Status Draw(Span<byte> bytes, out uint count)
    {
        int drawn = 0;
        Status status = device?.Draw(bytes, out drawn) ?? Status.NotSupported;
        count = (uint)drawn;
        return status;
    }
}
