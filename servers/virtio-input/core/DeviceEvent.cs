namespace Diesis.VirtioInput;

/// <summary>What a device tells. VIRTIO 1.2, 5.8.6; types and codes are Linux's (input-event-codes.h).</summary>
public readonly record struct DeviceEvent(ushort Type, ushort Code, int Value)
{
    // Types.
    public const ushort Synchronization = 0, Key = 1, Relative = 2, Absolute = 3, Light = 0x11;

    /// <summary>As it lies in memory: type and code of 16 bits, then the value.</summary>
    public static DeviceEvent FromBits(ulong bits) => new((ushort)bits, (ushort)(bits >> 16), unchecked((int)(bits >> 32)));

    public ulong Bits => Type | (ulong)Code << 16 | (ulong)unchecked((uint)Value) << 32;
}
