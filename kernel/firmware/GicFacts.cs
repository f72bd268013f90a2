namespace Diesis.Kernel.Firmware;

/// <summary>Facts of the Arm generic interrupt controller that both kinds of firmware tables need.</summary>
internal static class GicFacts
{
    /// <summary>Where private and shared interrupts begin. Arm IHI 0069, 2.2.1.</summary>
    public const uint FirstPrivate = 16, FirstShared = 32;

    /// <summary>One past the last wired interrupt; what follows is special or message-signalled, or GICv3.1's
    /// extension.</summary>
    public const uint End = 1020;

    /// <summary>The registers of one GICv3 redistributor: two frames of 64 KiB. Arm IHI 0069, 12.10.</summary>
    private const ulong RedistributorLength = 128 << 10;

    public static bool IsRedistributorRegion(ulong start, ulong length)
        => start != 0 && length >= RedistributorLength && PhysicalSpace.Holds(start, length);
}
