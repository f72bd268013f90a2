using System.Diagnostics.CodeAnalysis;
using Diesis.Devices.Pci;

namespace Diesis.Devices.Virtio;

/// <summary>A part of one of a function's ranges.</summary>
public readonly record struct RegisterPlace(int Range, uint Offset, uint Bytes);

/// <summary>Where a virtio device on PCI has its registers.</summary>
/// <remarks>
/// Virtual I/O Device (VIRTIO) Version 1.2, 4.1.4: capabilities of the vendor kind, each with the place of one of its structures.
/// <code>
///   + 0   kind, length, next, 0x09      + 4   range      + 8   offset      + 12   bytes      + 16   of notifications: distance
/// </code>
/// </remarks>
public sealed class VirtioPlaces
{
    public const ushort Vendor = 0x1AF4;

    /// <summary>Of the devices of this specification; what is added to it is the kind of device. VIRTIO 1.2, 4.1.2.</summary>
    public const ushort FirstDevice = 0x1040;

    private const int KindShift = 24, LengthShift = 16, RangeAt = 4, OffsetAt = 8, BytesAt = 12, DistanceAt = 16;
    private const uint RangeMask = 0xFF, LengthMask = 0xFF, LeastLength = 16, LeastNotifyLength = 20;
    private const uint CommonKind = 1, NotifyKind = 2, InterruptKind = 3, DeviceKind = 4;

    public RegisterPlace Common { get; private init; }
    public RegisterPlace Notify { get; private init; }
    public RegisterPlace Interrupt { get; private init; }

    /// <summary>What is special to the kind of device; of no bytes when there is none.</summary>
    public RegisterPlace Device { get; private init; }

    /// <summary>How far the registers lie apart by which queues are told of, in bytes.</summary>
    public uint NotifyDistance { get; private init; }

    /// <returns>False: one is missing, too small, or not inside of the function's memory.</returns>
    public static bool TryFind(IConfigurationSpace space, PciFunction function, [NotNullWhen(true)] out VirtioPlaces? found)
    {
        RegisterPlace common = default, notify = default, interrupt = default, device = default;
        uint distance = 0;
        foreach (PciCapability capability in function.Capabilities)
        {
            if (capability.Id != CapabilityId.Vendor || !TryRead(space, function, capability.Register, out uint kind, out uint length, out RegisterPlace place)) continue;
            // A device may offer several of a kind, the best first.
            if (kind == CommonKind && common.Bytes == 0 && place.Bytes >= CommonRegisters.Bytes) common = place;
            else if (kind == InterruptKind && interrupt.Bytes == 0) interrupt = place;
            else if (kind == DeviceKind && device.Bytes == 0) device = place;
            else if (kind == NotifyKind && notify.Bytes == 0 && length >= LeastNotifyLength && place.Bytes >= sizeof(ushort))
            {
                notify = place;
                distance = space.Read(function.Address, capability.Register + DistanceAt);
            }
        }
        bool hasAll = common.Bytes != 0 && notify.Bytes != 0 && interrupt.Bytes != 0;
        found = hasAll ? new() { Common = common, Notify = notify, Interrupt = interrupt, Device = device, NotifyDistance = distance } : null;
        return hasAll;
    }

    private static bool TryRead(IConfigurationSpace space, PciFunction function, int register, out uint kind, out uint length, out RegisterPlace place)
    {
        place = default;
        uint head = space.Read(function.Address, register);
        kind = head >> KindShift;
        length = head >> LengthShift & LengthMask;
        if (length < LeastLength || register + (int)length > PciFunction.ConventionalBytes) return false;
        place = new((int)(space.Read(function.Address, register + RangeAt) & RangeMask), space.Read(function.Address, register + OffsetAt),
            space.Read(function.Address, register + BytesAt));
        return place.Bytes != 0 && function.TryFindRange(place.Range, out PciRange range) && range.Kind == PciRangeKind.Memory && range.IsPlaced
            && place.Offset <= range.Bytes && place.Bytes <= range.Bytes - place.Offset;
    }
}
