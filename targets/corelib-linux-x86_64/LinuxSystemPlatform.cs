global using SystemPlatform = Diesis.Targets.CoreLibraryOnLinux.LinuxSystemPlatform;

using System;
using Internal.Runtime;

namespace Diesis.Targets.CoreLibraryOnLinux;

internal readonly unsafe struct LinuxSystemPlatform : ISystemPlatform
{
    /// <summary>getrandom(2), for x86_64. So few bytes come at once.</summary>
    private const int GetRandom = 318, MostAtOnce = 256;

    public static ulong UtcNow => LinuxThreadPlatform.Read(LinuxThreadPlatform.RealTimeClock);

    public static void FillRandom(Span<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes.Slice(Math.Min(bytes.Length, MostAtOnce)))
            fixed (byte* first = bytes) _ = LinuxThreadPlatform.Call(GetRandom, (nint)first, Math.Min(bytes.Length, MostAtOnce), 0, 0, 0, 0);
    }
}
