using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Why a foreign thread's handler was entered.</summary>
public enum ForeignReason : ulong
{
    /// <summary>The program made a system call, its number and arguments where the machine's programs put them.</summary>
    SystemCall = 0,

    /// <summary>The program did what the processor refused, and memory had no page to supply.</summary>
    Fault = 1,

    /// <summary>Another thread asked for it: <c>InterruptForeign</c>.</summary>
    Interrupt = 2,
}

/// <summary>
/// The page that a foreign thread's handler and the kernel share. The kernel writes it when the handler is entered, and loads all registers
/// from it in <c>ReturnToForeign</c>: what user mode may not choose of them is ignored or refused.
/// </summary>
/// <remarks>
/// After a system call RCX and R11 hold what the instruction puts there: where the program goes on, and its flags. As long as that is so,
/// the way back is short. When the page cannot be written, the program's next system call or fault is one that its thread's fault handler
/// hears of.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public struct ForeignPage
{
    public ThreadRegisters Registers;
    public ForeignReason Reason;

    /// <summary>For faults: a <see cref="FaultCode"/>, the address, <see cref="FaultAccessFlags"/>, the machine's own code.</summary>
    public ulong Fault, FaultAddress, FaultAccess, MachineCode;

    /// <summary>On which stack the handler runs; the kernel reads it each time.</summary>
    public ulong HandlerStack;

    /// <summary>1 while the handler runs, 0 while the program does. Written by the kernel for others to read; it goes by its own notes.</summary>
    public ulong IsInHandler;
}
