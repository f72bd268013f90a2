using Diesis.Abi;
using Diesis.Kernel.Debugging;

namespace Diesis.Machines.AArch64;

/// <summary>ESR_EL1: why an exception was taken. Arm ARM D19.2.37.</summary>
/// <remarks>
///   63…37  36…32  31…26  25  24……0
///   0      ISS2   EC     IL  ISS: for aborts, bit 6 is "write", 8 "by cache maintenance", and 5…0 say what the walk met
/// </remarks>
internal readonly struct A64Syndrome(ulong value)
{
    private uint Class => (uint)(value >> 26) & 0x3F;
    private uint FaultStatus => (uint)value & 0x3F;

    public bool IsUndefinedInstruction => Class == 0x00;

    public bool IsAbort => Class is 0x20 or 0x21 or 0x24 or 0x25;

    /// <summary>
    /// The fault address register holds what was accessed: also for a program counter that is not aligned.
    /// </summary>
    public bool HasAddress => IsAbort || Class == 0x22;

    /// <summary>For an abort: the tables map the page, but not for this.</summary>
    public bool IsPermissionFault => FaultStatus >> 2 == 0b0011;

    /// <remarks>Cache maintenance is called a write always, and needs no more than that the page can be read.</remarks>
    public FaultAccess Access => Class is 0x20 or 0x21 ? FaultAccess.Execute
        : (value & (1 << 6 | 1 << 8)) == 1 << 6 ? FaultAccess.Write
        : FaultAccess.Read;

    public FaultKind Kind => Class switch
    {
        // Unknown, WFI, vector registers, pointer authentication, system register, SVE, SME, memory copy: none has a meaning here.
        0x00 or 0x01 or 0x07 or 0x09 or 0x18 or 0x19 or 0x1D or 0x27 => FaultKind.InvalidInstruction,
        0x20 or 0x21 or 0x24 or 0x25 => AbortKind,
        0x22 or 0x26 => FaultKind.AlignmentFault,
        0x0E => FaultKind.ProtectionFault,
        0x2C => FaultKind.FloatingPoint,
        0x2F => FaultKind.MachineCheck,
        0x30 or 0x31 or 0x34 or 0x35 or 0x3C => FaultKind.Breakpoint,
        0x32 or 0x33 => FaultKind.SingleStep,
        _ => FaultKind.Other,
    };

    /// <summary>What a thread is told that did it.</summary>
    public FaultCode UserCode => Kind switch
    {
        FaultKind.PageFault => FaultCode.PageFault,
        FaultKind.InvalidInstruction => FaultCode.IllegalInstruction,
        FaultKind.Breakpoint => FaultCode.Breakpoint,
        FaultKind.SingleStep => FaultCode.SingleStep,
        FaultKind.FloatingPoint => FaultCode.FloatingPoint,
        FaultKind.AlignmentFault => FaultCode.Alignment,
        _ => FaultCode.Protection,
    };

    public FaultAccessFlags UserAccess
    {
        get
        {
            if (!IsAbort) return default;
            FaultAccessFlags access = Access switch
            {
                FaultAccess.Execute => FaultAccessFlags.Execute,
                FaultAccess.Write => FaultAccessFlags.Write,
                _ => FaultAccessFlags.Read,
            };
            return IsPermissionFault ? access | FaultAccessFlags.Protection : access;
        }
    }

    // Address size, translation, access flag, permission: the first sixteen. Then external aborts, the walk's included.
    private FaultKind AbortKind => FaultStatus switch
    {
        < 0x10 => FaultKind.PageFault,
        >= 0x10 and < 0x20 => FaultKind.MachineCheck,
        0x21 => FaultKind.AlignmentFault,
        _ => FaultKind.ProtectionFault,
    };
}
