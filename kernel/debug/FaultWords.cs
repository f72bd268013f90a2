using Diesis.Kernel.Console;
using Diesis.Machines;

namespace Diesis.Kernel.Debugging;

/// <summary>What happened, as a sentence for people.</summary>
internal static class FaultWords
{
    /// <summary>An access this near to address 0 goes through a null reference: a field or an element of nothing.</summary>
    private const ulong NullReach = 64 * 1024;

    public static LogLine Describe(ref FaultReport fault)
    {
        if (IsStackOverflow(ref fault)) return $"stack overflow (at {fault.Address}, the page below a stack)";
        return fault.Kind switch
        {
            FaultKind.PageFault when fault.Address.Value < NullReach => $"null reference ({Access(fault.Access)} at {fault.Address})",
            FaultKind.PageFault when !fault.IsProtectionViolation => $"{Access(fault.Access)} of memory that is not there, at {fault.Address}",
            FaultKind.PageFault when fault.Access == FaultAccess.Write => $"write to memory that is only read, at {fault.Address}",
            FaultKind.PageFault when fault.Access == FaultAccess.Execute => $"execution of data, at {fault.Address}",
            FaultKind.PageFault => $"forbidden read at {fault.Address}",
            FaultKind.DivideError => $"division by zero, or a quotient too large",
            FaultKind.InvalidInstruction => $"invalid instruction",
            FaultKind.Breakpoint => $"breakpoint without a debugger",
            FaultKind.SingleStep => $"debug trap without a debugger",
            FaultKind.ProtectionFault => $"an address or operand that the processor refuses (code {fault.Code:x})",
            FaultKind.AlignmentFault => $"misaligned access at {fault.Address}",
            FaultKind.DoubleFault => $"a fault while a fault was delivered (address {fault.Address})",
            FaultKind.MachineCheck => $"the hardware reports an error (code {fault.Code:x})",
            FaultKind.NonMaskableInterrupt => $"non-maskable interrupt",
            FaultKind.FloatingPoint => $"floating-point exception",
            _ => $"unknown fault (code {fault.Code:x})",
        };
    }

    private static bool IsStackOverflow(ref FaultReport fault)
        => fault.Kind is FaultKind.PageFault or FaultKind.DoubleFault
            && (CoreArea.IsStackGuard(fault.Address) || fault.Address.AlignDown(Page.Size) == Machine.Image.BootStackGuard);

    private static string Access(FaultAccess access) => access switch
    {
        FaultAccess.Write => "write",
        FaultAccess.Execute => "execution",
        _ => "read",
    };
}
