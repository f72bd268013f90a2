namespace Diesis.Kernel.Firmware;

/// <summary>Takes PCI segments into the description, from whichever table names them.</summary>
internal static class PciSegments
{
    public const int BytesPerBusShift = 20;

    public static FirmwareFault Add(PciSegment added, ref MachineDescription machine)
    {
        if (added.LastBus < added.FirstBus) return FirmwareFault.BadValue;
        if (added.Base.IsZero || !PhysicalSpace.Holds(added.Base.Value, (added.LastBus + 1UL) << BytesPerBusShift))
            return FirmwareFault.BadAddress;
        foreach (ref readonly var known in machine.PciSegments.Items)
            if (known.Segment == added.Segment && added.FirstBus <= known.LastBus && known.FirstBus <= added.LastBus)
                return FirmwareFault.Overlap;
        return machine.PciSegments.TryAdd(added) ? FirmwareFault.None : FirmwareFault.TooMany;
    }
}
