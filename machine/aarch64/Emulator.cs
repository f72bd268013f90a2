using System.Diagnostics.CodeAnalysis;

namespace Diesis.Machines.AArch64;

/// <summary>
/// The emulator below, if there is one that listens: semihosting, "Semihosting for AArch32 and AArch64" 5. Where
/// nobody listens the call is an undefined instruction, and the fault that it makes turns the machine off instead.
/// </summary>
// SAFETY: the block of the core that runs is there for good, from the first instruction.
internal static unsafe class A64Emulator
{
    private const ulong ExitExtended = 0x20, ApplicationExit = 0x2_0026;

    private struct ExitBlock
    {
        public ulong Reason;
        public long Status;
    }

    [DoesNotReturn]
    public static void Exit(int status)
    {
        var block = new ExitBlock { Reason = ApplicationExit, Status = status };
        _ = A64Instructions.CallHost(ExitExtended, &block);
        TurnOff();
    }

    /// <summary>Was the undefined instruction at this address the call?</summary>
    public static bool IsAbsent(ulong instruction)
        => instruction == (ulong)(delegate*<void>)&A64Instructions.HostCallSite;

    [DoesNotReturn]
    public static void TurnOff()
    {
        A64Instructions.ReadCoreBlock()->Psci.TurnOff();
        A64Machine.Stop();
    }
}
