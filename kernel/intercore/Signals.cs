using System.Runtime.InteropServices;

namespace Diesis.Kernel.Intercore;

/// <summary>What one core tells another in words that it alone writes, half a cache line of them.</summary>
/// <remarks>
/// System calls and their results need no room in the ring: each core has at most one of either to tell of each slot of a
/// <see cref="CallTable"/>, and the other core's next word about that slot is the receipt.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
public struct Signals
{
    public const int Bytes = 32;

    /// <summary>How many messages it has ever put into its ring.</summary>
    public ulong Sent;

    /// <summary>A bit for each slot, which changes with each system call that a thread of the writer's wants made by the reader.</summary>
    public ulong Made;

    /// <summary>A bit for each slot, which changes with each system call of the reader's threads that the writer is done with.</summary>
    public ulong Done;
}
