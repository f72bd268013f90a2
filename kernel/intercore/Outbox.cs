using System.Numerics;
using System.Runtime.CompilerServices;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>What a core remembers of its dealings with one other core.</summary>
// SAFETY: what it points to lies in the inboxes of the two cores, for good.
public unsafe struct Outbound
{
    /// <summary>What this core tells the other, in the other's inbox.</summary>
    public Signals* Out;
    public CallTable* Mine;

    /// <summary>What the other tells this core, in this core's inbox, and what of that was acted on.</summary>
    public Signals* In, Seen;
    public CallTable* Theirs;

    /// <summary>Messages ever put into the ring.</summary>
    public ulong Sent;

    /// <summary>Requests among them that are not answered yet.</summary>
    public ulong OpenRequests;

    /// <summary>What <see cref="Out"/> says.</summary>
    public ulong Made, Done;

    /// <summary>This core's threads that wait for a slot: with calls that can wait there in their turn, and with others.</summary>
    public ThreadQueue Waits, Calls;

    /// <summary>Slots whose calls are to be cancelled there; slots whose results nobody wants any more.</summary>
    public ulong CancelsDue, RefusalsDue;

    /// <summary>The slot whose call was asked to leave it, or <see cref="Visitor.NoSlot"/>; it is another's only after the answer. And where to look for the next.</summary>
    public int Parking, NextToPark;

    /// <summary>That call was a receive, and has met its call meanwhile.</summary>
    public bool HasMetWhileParking;

    /// <summary>Calls that are in no slot and are to be cancelled there; and, for the other core's threads, those whose results are to be told.</summary>
    public ThreadQueue ParkedCancels;
    public Visitor* ResultsDue;

    /// <summary>What is to be forgotten there next.</summary>
    public PendingFlush Flush;

    /// <summary>Slots that are taken.</summary>
    private ulong _used;

    public readonly bool IsTaken(int slot) => (_used & 1UL << slot) != 0;

    /// <summary>Slots whose calls can be cancelled now: of one that is to leave its slot it is not known where it is.</summary>
    public readonly ulong CancelsToSend => Parking == Visitor.NoSlot ? CancelsDue : CancelsDue & ~(1UL << Parking);

    /// <summary>Takes a slot.</summary>
    /// <returns>False: the call has to wait for one. While one waits, there is none for others of its kind.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeSlot(bool isWait, out int slot)
    {
        slot = BitOperations.TrailingZeroCount(~_used);
        if (slot >= (isWait ? CallTable.MostWaits : CallTable.MostCalls)) return false;
        _used |= 1UL << slot;
        return true;
    }

    /// <summary>The thread whose turn it is to have its call made there, and a slot for it.</summary>
    /// <returns>Null when there is none, or no slot for it.</returns>
    public Thread* TakeNext(out int slot)
    {
        slot = 0;
        // What cannot wait there is soon over, and is not held up by others.
        if (!Calls.IsEmpty) return TryTakeSlot(isWait: false, out slot) ? Calls.TakeFirst() : null;
        return !Waits.IsEmpty && TryTakeSlot(isWait: true, out slot) ? Waits.TakeFirst() : null;
    }

    /// <summary>A call is over, and its slot free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(int slot) => _used &= ~(1UL << slot);

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
    public ref Outbound this[CoreNumber target]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _targets[target.Value];
    }
}
