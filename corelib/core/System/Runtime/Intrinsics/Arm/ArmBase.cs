using System.Runtime.CompilerServices;

namespace System.Runtime.Intrinsics.Arm;

/// <summary>Instructions of every AArch64 processor. The compiler replaces the bodies.</summary>
public abstract class ArmBase
{
    public static bool IsSupported
    {
        [Intrinsic] get => IsSupported;
    }

    [Intrinsic] public static void Yield() => Yield();

    public abstract class Arm64
    {
        public static bool IsSupported
        {
            [Intrinsic] get => IsSupported;
        }

        [Intrinsic] public static ulong MultiplyHigh(ulong left, ulong right) => MultiplyHigh(left, right);
    }
}
