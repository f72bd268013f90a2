using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>
/// A page that every process can read and none can write: what it takes to tell the kernel's time from the processor's counter
/// without a system call. Once the first process runs nothing in it changes but <see cref="UtcAtZero"/>, in one piece.
/// </summary>
/// <remarks>ns = (counter - <see cref="Epoch"/>) × <see cref="Multiplier"/> / 2^32, in 128 bits.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct ClockPage
{
    /// <summary>Where it is mapped, in every address space.</summary>
    public const ulong Address = 0xFFFF_F000_0000_0000;

    /// <summary>The counter (x86_64: RDTSC, AArch64: CNTVCT_EL0) at time 0.</summary>
    public ulong Epoch;

    /// <summary>Nanoseconds per count, times 2^32.</summary>
    public ulong Multiplier;

    /// <summary>Counts per second.</summary>
    public ulong Frequency;

    /// <summary>Nanoseconds of UTC since 1970 at time 0, or 0 when nobody has said. A service of time corrects it (<see cref="IKernel.SetUtc"/>).</summary>
    public ulong UtcAtZero;
}
