namespace Diesis.Machines;

/// <summary>Whose the system calls of a thread are.</summary>
/// <remarks>
/// <code>
///   Native ──SetForeign──► Handler ──ReturnToForeign──► Program ──system call, fault, InterruptForeign──► Handler
///                          Handler ──InterruptForeign──► Interrupted ──ReturnToForeign, which comes to nothing──► Handler
/// </code>
/// </remarks>
public enum ForeignMode : ulong
{
    Native = 0,

    /// <summary>A foreign thread's handler runs: its system calls are the kernel's.</summary>
    Handler = 1,

    /// <summary>As <see cref="Handler"/>, and what came in between it has to be told when it wants to leave.</summary>
    Interrupted = 2,

    /// <summary>The program runs: its system calls are its handler's. A bit of its own, for the machine's entry code.</summary>
    Program = 4,
}

/// <summary>What a thread's context holds for the way into a foreign thread's handler and back.</summary>
public struct ForeignState
{
    public ForeignMode Mode;

    /// <summary>Where the program's registers go: a page of user memory, or what was one.</summary>
    public ulong Page;

    /// <summary>The handler's first instruction, and its thread pointer.</summary>
    public ulong Entry, ThreadPointer;
}
