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
