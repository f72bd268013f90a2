using Diesis.Abi;
using Diesis.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Servers.Pci;

/// <summary>The registers of a segment's functions, mapped: 4 KiB for each function, 1 MiB for each bus. PCI Express Base Specification 5.0, 7.2.2.</summary>
internal sealed class EcamSpace : IConfigurationSpace
{
    private const int BytesPerBus = 1 << 20;

    private readonly MappedRegisters[] _buses;
    private readonly byte _firstBus;

    private EcamSpace(MappedRegisters[] buses, byte firstBus)
    {
        _buses = buses;
        _firstBus = firstBus;
    }

    public int BytesPerFunction => 4096;

    public static Status Map(PciSegmentPlace place, out EcamSpace? space)
    {
        space = null;
        var buses = new MappedRegisters[place.LastBus - place.FirstBus + 1];
        for (int i = 0; i < buses.Length; i++)
        {
            ulong start = place.Start + (ulong)(place.FirstBus + i) * BytesPerBus;
            Status status = DevicePages.Map(start, BytesPerBus / MemoryLayout.PageSize, out MappedRegisters? bus);
            if (status != Status.Ok) return status;
            buses[i] = bus!;
        }
        space = new(buses, place.FirstBus);
        return Status.Ok;
    }

    public uint Read(PciAddress function, int register) => _buses[function.Bus - _firstBus].Read32(OffsetOf(function) + register);

    public void Write(PciAddress function, int register, uint value) => _buses[function.Bus - _firstBus].Write32(OffsetOf(function) + register, value);

    /// <summary>In its bus.</summary>
    private static int OffsetOf(PciAddress function) => (int)(function.Offset % BytesPerBus);
}
