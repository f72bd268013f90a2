using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Kernel.Scheduling;
using Diesis.Machines;

namespace Diesis.Kernel.Objects;

/// <summary>What a thread needs besides its slot, in a page of its own.</summary>
/// <remarks>
///      0  registers, as the machine's entry code stores them (<c>ThreadContext</c>)
///    512  what the kernel seldom looks at (<see cref="ThreadMore"/>)
///   1024  vector state, as the processor stores it
/// </remarks>
public static unsafe class ThreadPage
{
    public const int MoreOffset = 512, VectorOffset = 1024;

    /// <summary>Room for vector state: enough for all of AVX-512.</summary>
    public const int VectorBytes = (int)Page.Size - VectorOffset;

    // SAFETY: a context lies at the start of its thread's page.
    public static ThreadMore* More(ThreadContext* context) => (ThreadMore*)((byte*)context + MoreOffset);
}

/// <summary>What of a thread the paths that are taken most do not need.</summary>
// SAFETY: what it points to the thread holds a reference to.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct ThreadMore
{
    /// <summary>Neighbours among the threads of its process.</summary>
    public Thread* NextOfProcess, PreviousOfProcess;

    /// <summary>The end of its wait, when it has one.</summary>
    public Deadline Deadline;

    public EndNotice EndNotice;

    /// <summary>Who hears of its faults, or null, and the badge that calls to there have.</summary>
    public Endpoint* FaultHandler;
    public ulong FaultBadge;

    /// <summary>What ends its receives, too.</summary>
    public Notification* Bound;

    /// <summary>The badge of the handle by which it called, while it waits for a receiver.</summary>
    public ulong CallBadge;

    /// <summary>What it tells its fault handler, while it waits for that.</summary>
    public FaultMessage Fault;

    /// <summary>A foreign thread's page, in its process's memory.</summary>
    public MemoryObject* ForeignMemory;
    public ulong ForeignPage;

    public ExitKind ExitKind;
}

/// <summary>The words of the call that a fault becomes.</summary>
public struct FaultMessage
{
    /// <summary>A <see cref="FaultCode"/>, or for a pager the badge that it asked for.</summary>
    public ulong Label;
    public ulong Instruction, Address, Access, MachineCode;
}
