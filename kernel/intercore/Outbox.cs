using System.Runtime.CompilerServices;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>What a core remembers of its dealings with one other core.</summary>
// SAFETY: nothing is followed here.
public unsafe struct Outbound
{
    /// <summary>System calls that one core can have open at another.</summary>
    public const int MostCalls = 4;

    [InlineArray(MostCalls)]
    public struct Threads { private nuint _first; }

    /// <summary>Messages ever put into the ring.</summary>
    public ulong Sent;

    /// <summary>Requests among them that are not answered yet.</summary>
    public ulong OpenRequests;

    /// <summary>This core's threads whose calls are open there (<see cref="Thread"/>), by slot, and those that wait for a slot.</summary>
    public Threads Callers;
    public ThreadQueue Waiting;

    /// <summary>The other core's calls that are open here (<see cref="Visitor"/>), by slot.</summary>
    public Threads Visitors;

    /// <summary>Slots whose calls are to be cancelled there; slots whose results are to be announced there.</summary>
    public byte CancelsDue, ResultsDue;

    /// <summary>A slot that is free for another call, or -1.</summary>
    public readonly int FreeSlot
    {
        get
        {
            for (int slot = 0; slot < MostCalls; slot++)
            {
                if (Callers[slot] == 0) return slot;
            }
            return -1;
        }
    }
}

/// <summary>The sending side of a core's rings: one <see cref="Outbound"/> per core, in memory that only this core writes.</summary>
public readonly unsafe struct Outbox(Outbound* targets)
{
    private readonly Outbound* _targets = targets;

    public static ulong BytesFor(int cores) => (ulong)cores * (ulong)sizeof(Outbound);

    // SAFETY: there is one for each core, and core numbers are below their count.
    public ref Outbound this[CoreNumber target] => ref _targets[target.Value];
}
