namespace Diesis.Manifests;

/// <summary>Where things are in the system's manifest as it lies in the archive of its programs. Numbers are little-endian.</summary>
/// <remarks>
///   0       4         6       8        12         16: the services, 64 bytes each
///   magic   version   count   CRC-32   reserved
///
///   0      32      33     34        36     40      41     42     43    44       48           52             56    64
///   name   start   core   stop ms   line   flags   when   most   (0)   window   first wait   longest wait   (0)
///
/// The check sum is that of everything behind it. Core 255 is any. From 41 on stands a policy of restarting, if a flag says that there is one.
/// </remarks>
internal static class SystemManifestFormat
{
    public const uint Magic = 0x5359_4944; // "DIYS"
    public const ushort Version = 2;

    public const int MagicAt = 0, VersionAt = 4, CountAt = 6, CheckSumAt = 8, CheckedAt = 12, HeaderBytes = 16;

    public const int NameLength = ManifestFormat.NameLength;
    public const int StartAt = 32, CoreAt = 33, StopAt = 34, LineAt = 36, FlagsAt = 40, ServiceBytes = 64;
    public const int WhenAt = 41, MostAt = 42, WindowAt = 44, FirstWaitAt = 48, LongestWaitAt = 52;

    public const byte AnyCore = 255;
    public const byte Trusted = 1, Essential = 2, Restarted = 4, KnownFlags = Trusted | Essential | Restarted;
    public const int MostServices = 63;
}
