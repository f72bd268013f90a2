using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace System.Threading;

public sealed partial class Thread
{
    private Thread() { }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MemoryBarrier() => Interlocked.MemoryBarrier();

    /// <summary>Tells the processor so many times that this is a loop which waits.</summary>
    public static void SpinWait(int iterations)
    {
        for (int i = 0; i < iterations; i++)
        {
            if (X86Base.IsSupported) X86Base.Pause();
            if (ArmBase.IsSupported) ArmBase.Yield();
        }
    }
}
