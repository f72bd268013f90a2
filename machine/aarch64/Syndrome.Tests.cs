using Diesis.Abi;
using Diesis.Kernel.Debugging;
using Diesis.Machines.AArch64;
using Xunit;

namespace Diesis.Tests.Machines.AArch64;

public class A64SyndromeTests
{
    [Theory]
    [InlineData(0x9600_0044, FaultKind.PageFault, FaultAccess.Write)]      // data abort, level 0 translation, write
    [InlineData(0x9600_0005, FaultKind.PageFault, FaultAccess.Read)]       // level 1 translation, read
    [InlineData(0x8600_000F, FaultKind.PageFault, FaultAccess.Execute)]    // instruction abort, level 3 permission
    [InlineData(0x9200_0007, FaultKind.PageFault, FaultAccess.Read)]       // from EL0
    [InlineData(0x9600_0021, FaultKind.AlignmentFault, FaultAccess.Read)]
    [InlineData(0x9600_0010, FaultKind.MachineCheck, FaultAccess.Read)]    // external abort
    public void AnAbortSaysWhatWasTried(ulong value, FaultKind kind, FaultAccess access)
    {
        var syndrome = new A64Syndrome(value);

        Assert.True(syndrome.IsAbort);
        Assert.Equal(kind, syndrome.Kind);
        Assert.Equal(access, syndrome.Access);
        Assert.Equal(value == 0x8600_000F, syndrome.IsPermissionFault);
    }

    [Theory]
    [InlineData(0x9200_0007, FaultCode.PageFault, FaultAccessFlags.Read)]                                  // data abort, level 3 translation, read
    [InlineData(0x9200_0047, FaultCode.PageFault, FaultAccessFlags.Write)]
    [InlineData(0x9200_004F, FaultCode.PageFault, FaultAccessFlags.Write | FaultAccessFlags.Protection)]
    [InlineData(0x9200_0147, FaultCode.PageFault, FaultAccessFlags.Read)]                                  // DC CVAU
    [InlineData(0x8200_000F, FaultCode.PageFault, FaultAccessFlags.Execute | FaultAccessFlags.Protection)]
    [InlineData(0x9200_0010, FaultCode.Protection, FaultAccessFlags.Read)]                                 // external abort
    [InlineData(0x9200_0061, FaultCode.Alignment, FaultAccessFlags.Write)]
    [InlineData(0x8A00_0000, FaultCode.Alignment, default(FaultAccessFlags))]                              // program counter
    [InlineData(0x9A00_0000, FaultCode.Alignment, default(FaultAccessFlags))]                              // stack pointer
    [InlineData(0xF200_0001, FaultCode.Breakpoint, default(FaultAccessFlags))]                             // BRK #1
    [InlineData(0xCA00_0022, FaultCode.SingleStep, default(FaultAccessFlags))]
    [InlineData(0x0200_0000, FaultCode.IllegalInstruction, default(FaultAccessFlags))]
    [InlineData(0x6230_0000, FaultCode.IllegalInstruction, default(FaultAccessFlags))]                     // MSR that is trapped
    [InlineData(0x6600_0000, FaultCode.IllegalInstruction, default(FaultAccessFlags))]                     // SVE
    [InlineData(0x7600_0000, FaultCode.IllegalInstruction, default(FaultAccessFlags))]                     // SME
    [InlineData(0xB200_0000, FaultCode.FloatingPoint, default(FaultAccessFlags))]
    [InlineData(0x3A00_0000, FaultCode.Protection, default(FaultAccessFlags))]                             // illegal execution state
    public void AThreadIsToldWhatItDid(ulong value, FaultCode code, FaultAccessFlags access)
    {
        var syndrome = new A64Syndrome(value);

        Assert.Equal(code, syndrome.UserCode);
        Assert.Equal(access, syndrome.UserAccess);
    }

    [Theory]
    [InlineData(0x0200_0000, FaultKind.InvalidInstruction)]
    [InlineData(0xF200_0001, FaultKind.Breakpoint)]    // BRK #1
    [InlineData(0x9A00_0000, FaultKind.AlignmentFault)] // SP
    [InlineData(0xBE00_0011, FaultKind.MachineCheck)]   // SError
    [InlineData(0x5600_0000, FaultKind.Other)]          // SVC
    public void OtherClassesAreNamed(ulong value, FaultKind kind)
    {
        var syndrome = new A64Syndrome(value);

        Assert.False(syndrome.IsAbort);
        Assert.Equal(kind, syndrome.Kind);
    }
}
