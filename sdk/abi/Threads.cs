using System;
using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>How something ended.</summary>
public enum ExitKind : uint
{
    /// <summary>It ended itself.</summary>
    Returned = 0,

    /// <summary>Somebody who holds it ended it.</summary>
    Killed = 1,

    /// <summary>A fault that no handler took.</summary>
    Faulted = 2,

    /// <summary>A thread that goes on on another core.</summary>
    Migrated = 3,
}

/// <summary>What a thread did that the processor refused.</summary>
public enum FaultCode : uint
{
    PageFault = 1,
    IllegalInstruction = 2,
    Divide = 3,
    Breakpoint = 4,
    SingleStep = 5,
    FloatingPoint = 6,
    Alignment = 7,
    Protection = 8,
}

/// <summary>How memory was used when it faulted.</summary>
[Flags]
public enum FaultAccessFlags : uint
{
    Read = 0,
    Write = 1 << 0,
    Execute = 1 << 1,

    /// <summary>Something is mapped there, but not for this.</summary>
    Protection = 1 << 2,

    /// <summary>It would be allowed, but a budget cannot pay for the page or its tables, or the core has no memory left.</summary>
    Exhausted = 1 << 3,
}

/// <summary>What a fault handler answers to the message that a fault became, in the reply's label.</summary>
public enum FaultVerdict : ulong
{
    /// <summary>The thread tries the instruction again.</summary>
    Continue = 0,

    /// <summary>The thread ends, and with it its process, as faulted.</summary>
    Kill = 1,

    /// <summary>The thread goes on at the address in the reply's first word.</summary>
    Skip = 2,
}

/// <summary>
/// A thread's registers, as <c>ReadRegisters</c> and <c>WriteRegisters</c> move them: the machine's general registers in its
/// own order of numbers, then these.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct ThreadRegisters
{
    public const int MostGeneral = 31;

    /// <summary>Room for the vector registers, as the processor stores them (XSAVE's standard form; q0 … q31 and their control). Those of a thread that is in a system call are lost anyway.</summary>
    public const int VectorBytes = 3072;

    [System.Runtime.CompilerServices.InlineArray(MostGeneral)]
    public struct GeneralRegisters { private ulong _first; }

    /// <summary>x86_64: rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8 … r15, as instructions number them. AArch64: x0 … x30.</summary>
    public GeneralRegisters General;

    public ulong StackPointer;
    public ulong InstructionPointer;

    /// <summary>RFLAGS or PSTATE; what user mode may not choose is ignored when written.</summary>
    public ulong Flags;

    /// <summary>FS base or TPIDR_EL0.</summary>
    public ulong ThreadPointer;
}

/// <summary>What <c>Query</c> tells of an object.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct ObjectInfo
{
    public ObjectType Type;
    public HandleKind Kind;
    public Rights Rights;
    public uint Core;
    public ulong Badge;

    /// <summary>How many strong handles there are, the kernel's own uses of the object included.</summary>
    public ulong References;

    /// <summary>
    /// What the type has to say. Budget: limit and use in bytes. Memory: size and committed pages. Process: <see cref="ExitKind"/>
    /// with bit 63 set once it has ended, its status, and how much processor time its threads were given and have used or lent, in nanoseconds. Thread: state, and what it waits for. Notification: its bits.
    /// Scheduling context: priority, what is left of its budget. Port, interrupt and device ranges: first and count.
    /// System control: bytes of memory that the machine has, and that are free on its first core; for how many nanoseconds that core has had something to do since the machine's start.
    /// </summary>
    public ulong Detail0, Detail1, Detail2;
}
