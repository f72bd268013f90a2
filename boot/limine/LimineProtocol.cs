namespace Diesis.Boot.Limine;

/// <summary>
/// The words by which a boot loader finds its way in a loaded kernel image. All stand on 8-byte boundaries, and the
/// loader looks only between the start and the end marker. Limine Boot Protocol, "Requests Delimiters" and
/// "Base Revisions"; the numbers are those of its base revision 6.
/// </summary>
public static class LimineProtocol
{
    /// <summary>What the kernel asks for, and the newest revision that Diesis's loader serves.</summary>
    public const ulong NewestRevision = 6;

    /// <summary>The oldest that Diesis's loader serves: from it on, the direct map leaves out reserved memory.</summary>
    public const ulong OldestServedRevision = 3;

    public const ulong StartMarker0 = 0xf6b8f4b39de7d1ae;
    public const ulong StartMarker1 = 0xfab91a6940fcb9cf;
    public const ulong StartMarker2 = 0x785c6ed015d3e316;
    public const ulong StartMarker3 = 0x181e920a7852b9d9;

    public const ulong EndMarker0 = 0xadc0e0531bb10d03;
    public const ulong EndMarker1 = 0x9572709f31764c62;

    public const ulong BaseRevision0 = 0xf9562b2d5c95a6c8;
    public const ulong BaseRevision1 = 0x6a7b384944536bdc;

    public const ulong Feature0 = 0xc7b1dd30df4c8b88;
    public const ulong Feature1 = 0x0a82e883a194f07b;

    /// <summary>Executables are placed here or above. "Memory Layout at Entry".</summary>
    public const ulong LowestExecutableAddress = 0xffffffff80000000;

    /// <summary>The stack at entry has at least so many bytes. "Machine State at Entry".</summary>
    public const ulong StackSize = 64 * 1024;
}
