namespace Diesis.Kernel.Firmware;

/// <summary>How a GIC numbers its interrupts. Arm IHI 0069 (GICv3), 2.2.1.</summary>
internal static class GicInterrupt
{
    public const uint FirstPrivate = 16, FirstShared = 32;

    /// <summary>One past the last wired interrupt; what follows is special or message-signalled, or GICv3.1's extension.</summary>
    public const uint End = 1020;
}
