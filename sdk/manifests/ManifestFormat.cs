namespace Diesis.Manifests;

/// <summary>Where things are in a manifest as it lies in a program's file. Numbers are little-endian.</summary>
/// <remarks>
///   0       4         6      8       12         16     48       56            64         72
///   magic   version   size   CRC-32  reserved   name   budget   permissions   priority   restart …
///
///   72     73     76        80            84              88           92           93       94      95
///   when   most   …window   first wait    longest wait    state bytes  stack pages  offers   wants   cores
///
///   96: the offers, 8 bytes each: their contract ids; then the wants, 16 bytes each: contract id, options (4), line of the source (4)
///
/// The check sum is that of everything behind it. Reserved bytes are 0.
/// </remarks>
internal static class ManifestFormat
{
    public const uint Magic = 0x4E4D_4944; // "DIMN"
    public const ushort Version = 2;

    public const int MagicAt = 0, VersionAt = 4, SizeAt = 6, CheckSumAt = 8, CheckedAt = 12;
    public const int NameAt = 16, NameLength = 32;
    public const int BudgetAt = 48, PermissionsAt = 56, PriorityAt = 64;
    public const int WhenAt = 72, MostAt = 73, WindowAt = 76, FirstWaitAt = 80, LongestWaitAt = 84, StateBytesAt = 88;
    public const int StackPagesAt = 92, OffersAt = 93, WantsAt = 94, CoresAt = 95;
    public const int HeaderBytes = 96;

    public const int OfferBytes = 8, WantBytes = 16;
    public const int MostOffers = 16, MostWants = 32;
    public const int MostBytes = HeaderBytes + MostOffers * OfferBytes + MostWants * WantBytes;

    public const uint HighestPriority = 63;

    /// <summary>Less does not start, more is no machine's.</summary>
    public const ulong LeastBudget = 256 << 10, MostBudget = 1UL << 40;

    public const byte MostStackPages = 255;

    /// <summary>Threads have a handle on each.</summary>
    public const byte MostCores = 16;
    public const uint MostStateBytes = 1 << 20;
    public const uint MostWaitMs = 3_600_000;

    /// <summary>Can a policy be followed?</summary>
    public static bool IsSound(in RestartPolicy restart)
        => restart.When <= RestartWhen.Always
            && (restart.When == RestartWhen.Never || restart.Most != 0)
            && restart.FirstWaitMs <= restart.LongestWaitMs && restart.LongestWaitMs <= MostWaitMs
            && restart.WindowMs <= MostWaitMs
            && restart.StateBytes <= MostStateBytes;
}
