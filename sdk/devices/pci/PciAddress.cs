namespace Diesis.Devices.Pci;

/// <summary>One function of a device: it is what drivers drive. PCI Local Bus Specification 3.0, 3.2.2.3.</summary>
/// <param name="Segment">Which of the machine's PCI hierarchies, most of which have one. PCI Firmware Specification 3.3, 4.1.2.</param>
/// <param name="Device">Below <see cref="DevicesPerBus"/>.</param>
/// <param name="Function">Below <see cref="FunctionsPerDevice"/>.</param>
public readonly record struct PciAddress(ushort Segment, byte Bus, byte Device, byte Function)
{
    public const int DevicesPerBus = 32, FunctionsPerDevice = 8;

    /// <summary>Where its registers lie in the memory of its segment, counted from bus 0. PCI Express Base Specification 5.0, 7.2.2.</summary>
    public ulong Offset => (ulong)Bus << 20 | (ulong)Device << 15 | (ulong)Function << 12;

    /// <summary>As everybody writes it: <c>0000:00:1f.2</c>.</summary>
    public override string ToString() => $"{Segment:x4}:{Bus:x2}:{Device:x2}.{Function}";
}
