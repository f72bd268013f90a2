using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.X86;

/// <summary>Instructions of every x86_64 processor. The compiler replaces the bodies.</summary>
public abstract class X86Base
{
    public static bool IsSupported
    {
        [Intrinsic] get => IsSupported;
    }

    [Intrinsic] internal static uint BitScanReverse(uint value) => BitScanReverse(value);

    [Intrinsic] public static void Pause() => Pause();

    public abstract class X64
    {
        public static bool IsSupported
        {
            [Intrinsic] get => IsSupported;
        }

        [Intrinsic] internal static ulong BitScanReverse(ulong value) => BitScanReverse(value);
    }
}
