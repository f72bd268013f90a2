using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Capabilities;
using Diesis.Kernel.Objects;
using Diesis.Machines;

namespace Diesis.Kernel.Intercore;

/// <summary>
/// What stands for a thread of another core while it makes a system call here: a thread that never runs. Handlers act for it as for any
/// other, and where it waits, it waits in the same queues; only that what it is given is kept here until the other core fetches it.
/// </summary>
/// <remarks>
/// There is one for each call that another core may have open here, made when it is first needed and kept. Written by this core; the
/// caller's core reads it after the result was told and before it tells of its next call in the same slot.
/// <code>
///      0  thread, whose process is the caller's own, on the other core: handles are looked up there, and only read
///    128  scheduling context at the caller's priority: who serves the call runs on it
///    256  handles on their way to the caller; copies of those that it named
///   1024  registers, and more of the thread
/// </code>
/// </remarks>
// SAFETY: it lies at the start of half a page, of which the registers have the second kilobyte.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct Visitor
{
    public const int Bytes = 2048;
    public const int MostHandles = 4;

    /// <summary>In the place of a slot: it is in none.</summary>
    public const int NoSlot = -1;
    private const int ContextOffset = 1024;

    [InlineArray(MostHandles)]
    public struct Entries { private HandleEntry _first; }

    public Thread Thread;
    public SchedulingContext Time;

    /// <summary>Handles that the call gave, in the order of its results, and how many.</summary>
    public Entries Given;

    /// <summary>Handles that the call named, as they were in the caller's table.</summary>
    public Entries Named;
    public int GivenCount, NamedCount;

    /// <summary>The handles that went along with its message were taken.</summary>
    public bool TookHandles;

    /// <summary>Nobody wants its result, which is still to be given up.</summary>
    public bool IsRefused;

    /// <summary>What the caller has pinned elsewhere is held by what the call has made.</summary>
    public bool TookPin;

    /// <summary>What it is here for; and where the call goes on: where the second object lives that is to be pinned, or who serves it.</summary>
    public RemoteErrand Errand;
    public CoreNumber SecondAt;
    public ulong Second;
    public Thread* Server;

    /// <summary>Where the caller's own memory was missing a page that the call was to read or write; 0 when it was not.</summary>
    public ulong Missing;
    public FaultAccessFlags MissingFor;

    /// <summary>That memory is in a space of a third core, which has to hold it first.</summary>
    public bool NeedsSpace;

    /// <summary>Messages that this core had sent the caller's before the result.</summary>
    public ulong SentBefore;

    public Thread* Caller;
    public CoreNumber Source;
    public int Slot;

    /// <summary>The next visitor that stands for nobody; of one that is in no slot, the next whose result is to be told.</summary>
    public Visitor* NextSpare;

    /// <summary>Does anybody keep the time of the call made last, having been cut off from it?</summary>
    public readonly bool IsTimeLent => Time.Header.References > 1;

    public static Visitor* Of(SchedulingContext* time) => (Visitor*)((nuint)time & ~(nuint)(Bytes - 1));

    public static ThreadContext* ContextOf(Visitor* visitor) => (ThreadContext*)((byte*)visitor + ContextOffset);
}
