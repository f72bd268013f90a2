namespace Diesis.Devices.Pci;

/// <summary>One of the registers that say where a function answers. PCI Local Bus Specification 3.0, 6.2.5.1.</summary>
/// <remarks>
///   memory  31…4 address     3 prefetchable   2…1 kind: 0 below 4 GiB, 2 anywhere   0 zero
///   ports   31…2 address                      1 zero                                0 one
/// Bits of the address below the range's length are zero for good: all ones are written to see which.
/// </remarks>
internal readonly struct RangeRegister(uint word)
{
    private const uint PortsBit = 1, PrefetchableBit = 1 << 3;
    private const int KindShift = 1, KindMask = 3, Anywhere = 2;
    private const uint MemoryAddress = ~0xFU, PortAddress = ~0x3U;

    public bool IsPorts => (word & PortsBit) != 0;

    /// <summary>The next register has the upper half of its address.</summary>
    public bool HasUpperHalf => !IsPorts && (word >> KindShift & KindMask) == Anywhere;

    /// <summary>One of below 1 MiB was meant once; it is placed like others now (PCI Local Bus Specification 3.0, 6.2.5.1).</summary>
    public bool IsKnownKind => IsPorts || (word >> KindShift & KindMask) != KindMask;

    public bool IsPrefetchable => !IsPorts && (word & PrefetchableBit) != 0;

    public uint Address => word & (IsPorts ? PortAddress : MemoryAddress);
}
