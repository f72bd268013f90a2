using System.Runtime.InteropServices;

namespace Diesis.Abi;

/// <summary>Why a foreign thread's handler was entered.</summary>
public enum ForeignReason : ulong
{
    SystemCall = 0,
    Fault = 1,
}

/// <summary>
/// The page that a foreign thread's handler and the kernel share. The kernel writes it when the thread traps, and loads all registers from it
/// in <c>ReturnToForeign</c>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public struct ForeignPage
{
    public ThreadRegisters Registers;
    public ForeignReason Reason;

    /// <summary>For faults: a <see cref="FaultCode"/>, the address, the access, the machine's own code.</summary>
    public ulong Fault, FaultAddress, FaultAccess, MachineCode;

    /// <summary>On which stack the handler runs.</summary>
    public ulong HandlerStack;

    /// <summary>Set by the kernel while the handler runs: a system call is then the handler's own.</summary>
    public ulong InHandler;
}
