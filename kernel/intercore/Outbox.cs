using System.Numerics;
using System.Runtime.CompilerServices;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>What a core remembers of its dealings with one other core.</summary>
// SAFETY: nothing is followed here.
public unsafe struct Outbound
{
    /// <summary>System calls that one core can have open at another, and how many of them may be such as can wait there for long.</summary>
    public const int MostCalls = 64, MostWaits = 56;

    [InlineArray(MostCalls)]
    public struct Threads { private nuint _first; }

    /// <summary>Messages ever put into the ring.</summary>
    public ulong Sent;

    /// <summary>Requests among them that are not answered yet.</summary>
    public ulong OpenRequests;

    /// <summary>
    /// This core's threads whose calls are open there (<see cref="Thread"/>), by slot, and those that wait for a slot: with calls that can
    /// wait there in their turn, and with others.
    /// </summary>
    public Threads Callers;
    public ThreadQueue Waits, Calls;

    /// <summary>The other core's calls that are open here (<see cref="Visitor"/>), by slot.</summary>
    public Threads Visitors;

    /// <summary>Slots whose calls are to be cancelled there; slots whose results are to be announced there.</summary>
    public ulong CancelsDue, ResultsDue;

    /// <summary>What is to be forgotten there next.</summary>
    public PendingFlush Flush;

    /// <summary>Slots with a caller in them.</summary>
    private ulong _used;

    /// <summary>The thread whose turn it is to have its call made there, and a slot for it.</summary>
    /// <returns>False when there is none, or no slot for it.</returns>
    public bool TryTakeNext(out Thread* caller, out int slot)
    {
        caller = null;
        slot = BitOperations.TrailingZeroCount(~_used);
        if (slot == MostCalls) return false;
        // What cannot wait there is soon over, and is not held up by others.
        if (!Calls.IsEmpty) caller = Calls.TakeFirst();
        else if (!Waits.IsEmpty && slot < MostWaits) caller = Waits.TakeFirst();
        if (caller == null) return false;
        _used |= 1UL << slot;
        Callers[slot] = (nuint)caller;
        return true;
    }

    /// <summary>A call is over.</summary>
    public Thread* Leave(int slot)
    {
        var caller = (Thread*)Callers[slot];
        Callers[slot] = 0;
        _used &= ~(1UL << slot);
        CancelsDue &= ~(1UL << slot);
        return caller;
    }

    /// <summary>Takes one of the slots that something is due for.</summary>
    public static int TakeOne(ref ulong due)
    {
        int slot = BitOperations.TrailingZeroCount(due);
        due &= due - 1;
        return slot;
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
