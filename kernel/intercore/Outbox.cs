using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>What a core remembers of its ring to one other core.</summary>
public struct Outbound
{
    /// <summary>Messages ever put into the ring.</summary>
    public ulong Sent;

    /// <summary>Requests among them that are not answered yet.</summary>
    public ulong OpenRequests;
}

/// <summary>The sending side of a core's rings: one <see cref="Outbound"/> per core, in memory that only this core writes.</summary>
public readonly unsafe struct Outbox(Outbound* targets)
{
    private readonly Outbound* _targets = targets;

    public static ulong BytesFor(int cores) => (ulong)cores * (ulong)sizeof(Outbound);

    // SAFETY: there is one for each core, and core numbers are below their count.
    public ref Outbound this[CoreNumber target] => ref _targets[target.Value];
}
