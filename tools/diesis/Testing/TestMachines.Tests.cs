using Diesis.Tools.Building;
using Diesis.Tools.Emulation;

namespace Diesis.Tools.Testing;

public sealed class TestMachinesTests
{
    [Theory]
    [InlineData("x86_64")]
    [InlineData("aarch64")]
    public void TestsOfWholeGibibytesHaveAMachine(string name)
    {
        var architecture = name == "x86_64" ? Architecture.X86_64 : Architecture.AArch64;
        Assert.Contains(TestMachines.For(architecture), machine => machine.Words == "gibibytes");
    }

    /// <summary>A processor of x86_64 may have no pages of 1 GiB.</summary>
    [Fact]
    public void PagesOfAGibibyteHaveAMachine() => Assert.Contains(TestMachines.For(Architecture.X86_64),
        machine => machine.Words == "gibibytes" && machine.Machine.Processor == VirtualMachine.MostCapable);
}
