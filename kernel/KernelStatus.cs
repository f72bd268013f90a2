using Diesis.Abi;

namespace Diesis.Kernel;

/// <summary>What a system call's handler can answer besides what the caller is told.</summary>
public static class KernelStatus
{
    /// <summary>Nothing is to be told now: the thread waits, or its registers are set already.</summary>
    public const Status Blocked = (Status)0x8000_0000;

    /// <summary>
    /// There is more to do: the thread makes the same call again, with the arguments as they stand in its registers now, after
    /// interrupts had their turn.
    /// </summary>
    public const Status Again = (Status)0x8000_0001;

    /// <summary>The first object of the call lives on another core, where the call has to be made.</summary>
    public const Status Elsewhere = (Status)0x8000_0002;

    /// <summary>The second object of the call lives on another core than the first: it is to be pinned there before.</summary>
    public const Status NeedsPin = (Status)0x8000_0003;

    /// <summary>The call has met a server of another core, where it goes on: <see cref="Intercore.RemoteErrand.Serve"/>.</summary>
    public const Status Served = (Status)0x8000_0004;

    /// <summary>The server that a call had met waits no more: the call is made again.</summary>
    public const Status Unserved = (Status)0x8000_0005;

    /// <summary>The page that a thread of another core touched has to be asked for of its memory's pager.</summary>
    public const Status Missing = (Status)0x8000_0006;

    /// <summary>
    /// Stands above the number of a call that is made again and has more to tell itself than its arguments hold: it does so in registers
    /// behind them. Whoever sets it himself harms nobody but himself: what is told is checked, or a place to go on from.
    /// </summary>
    public const ulong Continued = 1UL << 63;
}
