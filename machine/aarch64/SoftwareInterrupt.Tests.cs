using Diesis.Machines.AArch64;
using Xunit;

namespace Diesis.Tests.Machines.AArch64;

public class A64SoftwareInterruptTests
{
    [Theory]
    [InlineData(0x00_0000_0000UL, 0x0000_0000_0000_0001UL)]
    [InlineData(0x00_0000_0003UL, 0x0000_0000_0000_0008UL)]
    [InlineData(0x00_0000_0012UL, 0x0000_1000_0000_0004UL)]
    [InlineData(0x04_0003_0201UL, 0x0004_0003_0002_0002UL)]
    public void EachAffinityHasItsField(ulong hardwareId, ulong expected)
        => Assert.Equal(expected, A64SoftwareInterrupt.To(hardwareId));
}
