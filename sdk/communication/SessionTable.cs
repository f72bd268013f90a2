using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>The conversations of a server, of which there are so many at most, and from one badge fewer.</summary>
internal struct SessionTable
{
    public const int Most = 64;

    /// <summary>No client may take all places.</summary>
    public const int MostOfOneBadge = 16;

    [InlineArray(Most)]
    private struct Places { private Session _first; }

    private Places _places;

    /// <summary>Tells the servers of a process apart.</summary>
    public ulong Identity;

    private static ulong _lastIdentity;

    /// <summary>
    /// A table without conversations. It counts them from a number on that nobody can foresee: badges that were given by an instance of the server before this one lead nowhere.
    /// </summary>
    public static SessionTable Begin()
    {
        SessionTable table = default;
        table.Identity = Interlocked.Increment(ref _lastIdentity);
        uint first = (uint)SecretNumbers.ForBadges(in Startup.Block.Seed).Next();
        for (uint i = 0; i < Most; i++)
        {
            table[i].Generation = first;
            table[i].Key = SessionBadge.OfNone;
        }
        return table;
    }

    [UnscopedRef]
    public ref Session this[uint number]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref Unsafe.As<Places, Session>(ref _places), number);
    }

    /// <summary>Is a call by this badge part of a conversation that goes on?</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsOpen(SessionBadge badge)
    {
        uint number = badge.Session;
        return number < Most && badge.IsOf(this[number].Key);
    }

    /// <summary>Takes a place for a conversation. The handles are the table's from then on.</summary>
    /// <returns><see cref="Status.TableFull"/>: too many are open. The handles are still the caller's.</returns>
    public Status Add(in Session session, out uint number)
    {
        number = 0;
        int ofThisBadge = 0;
        uint free = Most;
        for (uint i = Most; i-- > 0;)
        {
            if (!this[i].IsOpen) free = i;
            else if (this[i].OpenedBy == session.OpenedBy) ofThisBadge++;
        }
        if (free == Most || ofThisBadge >= MostOfOneBadge) return Status.TableFull;
        uint generation = unchecked(this[free].Generation + 1);
        this[free] = session;
        this[free].Generation = generation;
        this[free].Key = new(free, generation);
        number = free;
        return Status.Ok;
    }

    /// <summary>Ends a conversation: its badge leads nowhere from now on.</summary>
    public void Close(uint number)
    {
        ref Session session = ref this[number];
        if (!session.IsOpen) return;
        session.Key = SessionBadge.OfNone;
        _ = Kernel.Release(session.Process);
        if (!session.Buffer.IsNone) _ = Kernel.Release(session.Buffer);
        session.Process = default;
        session.Buffer = default;
    }

    /// <summary>Is a conversation open whose client's process has ended?</summary>
    public bool HasEnded(uint number) => this[number].IsOpen && Handles.IsEnded(this[number].Process);

    /// <summary>Ends the conversations of processes that have ended.</summary>
    public void CloseEnded()
    {
        for (uint i = 0; i < Most; i++)
            if (HasEnded(i)) Close(i);
    }
}
