using System.Runtime.CompilerServices;
using Diesis.Kernel.Objects;

namespace Diesis.Kernel.Intercore;

/// <summary>The system calls that two cores have open at each other, by slot: one core's half, which the other reads.</summary>
/// <remarks>
/// What stands in a slot is there before <see cref="Signals"/> tells of it, and is not changed until the other core has told of it in its turn.
/// </remarks>
// SAFETY: threads stay as long as a call of theirs is open, and visitors for good.
public unsafe struct CallTable
{
    /// <summary>System calls that one core can have open at another, and how many of them may be such as can wait there for long.</summary>
    public const int MostCalls = 64, MostWaits = 56;

    private fixed ulong _callers[MostCalls], _visitors[MostCalls];

    /// <summary>The writer's threads whose calls are open at the reader.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Thread* CallerIn(int slot) => (Thread*)_callers[slot];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetCaller(int slot, Thread* caller) => _callers[slot] = (ulong)caller;

    /// <summary>What stands at the writer for the reader's threads; null where there was no call yet, or no memory for one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Visitor* VisitorIn(int slot) => (Visitor*)_visitors[slot];

    /// <summary>How many messages the writer had sent before the call.</summary>
    public readonly ulong BeforeCall(int slot) => ThreadPage.More(CallerIn(slot)->Context)->SentBefore;

    /// <summary>How many it had sent before the result.</summary>
    public readonly ulong BeforeResult(int slot) => VisitorIn(slot) == null ? 0 : VisitorIn(slot)->SentBefore;

    public void SetVisitor(int slot, Visitor* visitor) => _visitors[slot] = (ulong)visitor;
}
