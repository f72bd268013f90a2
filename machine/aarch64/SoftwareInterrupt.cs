namespace Diesis.Machines.AArch64;

/// <summary>
/// What is written to ICC_SGI0R_EL1 and ICC_SGI1R_EL1 to interrupt cores. GIC architecture (IHI 0069) 12.2.38.
/// </summary>
/// <remarks>
///   63…56  55…48  47…44  43…41  40   39…32  31…28  27…24   23…16  15…0
///   0      Aff3   RS     0      IRM  Aff2   0      number  Aff1   targets, a bit for each Aff0 from 16 × RS
/// </remarks>
internal static class A64SoftwareInterrupt
{
    /// <summary>IRM: every core but the sender.</summary>
    public const ulong ToOthers = 1UL << 40;

    /// <param name="hardwareId">The affinity fields of the core's MPIDR_EL1.</param>
    public static ulong To(ulong hardwareId)
    {
        ulong affinity0 = hardwareId & 0xFF, affinity1 = hardwareId >> 8 & 0xFF;
        ulong affinity2 = hardwareId >> 16 & 0xFF, affinity3 = hardwareId >> 32 & 0xFF;
        return affinity3 << 48 | affinity0 >> 4 << 44 | affinity2 << 32 | affinity1 << 16
            | 1UL << (int)(affinity0 & 0xF);
    }

    public static ulong Number(uint interrupt) => (ulong)interrupt << 24;
}
