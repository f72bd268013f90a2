namespace Diesis.Devices.Virtio;

/// <summary>Offsets of the registers that all virtio devices have. VIRTIO 1.2, 4.1.4.3.</summary>
internal static class CommonRegisters
{
    public const int DeviceFeatureSelect = 0, DeviceFeatures = 4, DriverFeatureSelect = 8, DriverFeatures = 12;
    public const int ChangeMessage = 16, QueueCount = 18, Status = 20, Generation = 21;
    public const int QueueSelect = 22, QueueSize = 24, QueueMessage = 26, QueueEnable = 28, QueueNotifyPlace = 30;
    public const int QueueDescriptors = 32, QueueDriver = 40, QueueDevice = 48;

    public const int Bytes = 56;

    /// <summary>No message is sent for it; and what a device answers that cannot send one. VIRTIO 1.2, 4.1.5.1.2.</summary>
    public const ushort NoMessage = 0xFFFF;
}

/// <summary>How far driver and device have come. VIRTIO 1.2, 2.1.</summary>
[System.Flags]
internal enum DeviceStatus : byte
{
    None = 0,
    Acknowledged = 1,
    HasDriver = 2,
    IsDriven = 4,
    FeaturesAgreed = 8,
    NeedsReset = 64,
    GivenUp = 128,
}

/// <summary>Of all kinds of devices. VIRTIO 1.2, 6.</summary>
public static class VirtioFeature
{
    /// <summary>Each side says at which entry it wants to hear of the next.</summary>
    public const ulong Events = 1UL << 29;

    /// <summary>It keeps to version 1 of the specification; all are driven so here.</summary>
    public const ulong Version1 = 1UL << 32;
}
