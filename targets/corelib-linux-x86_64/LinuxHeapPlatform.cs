global using HeapPlatform = Diesis.Targets.CoreLibraryOnLinux.LinuxHeapPlatform;

using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.GarbageCollection;

namespace Diesis.Targets.CoreLibraryOnLinux;

/// <summary>Linux below the heap.</summary>
internal readonly unsafe struct LinuxHeapPlatform : IHeapPlatform
{
    // mmap(2), madvise(2), for x86_64.
    private const int ReadAndWrite = 3;
    private const int PrivateAnonymousWithoutReserve = 0x02 | 0x20 | 0x4000;
    private const int DoNotNeed = 4;

    [RuntimeImport("*", "LinuxMap"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint Map(byte* start, nuint length, int protection, int flags);

    [RuntimeImport("*", "LinuxAdvise"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint Advise(byte* start, nuint length, int advice);

    public static byte* Reserve(nuint length)
    {
        nint start = Map(null, length, ReadAndWrite, PrivateAnonymousWithoutReserve);
        if (start is < 0 and > -4096) ThrowHelpers.FailFast("no address space for the heap");
        return (byte*)start;
    }

    /// <summary>Linux promises more than it has, and ends whom it likes when that comes out.</summary>
    public static bool TryCommit(byte* start, nuint length) => true;

    public static void Release(byte* start, nuint length) => _ = Advise(start, length, DoNotNeed);
}
