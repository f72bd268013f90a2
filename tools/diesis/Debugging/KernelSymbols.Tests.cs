using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Debugging;

public sealed class KernelSymbolsTests
{
    [Fact]
    public void TheKernelSaysWhereItIs() => Assert.Equal(0xffffffffbba6c000,
        KernelSymbols.LoadAddress(["noise",
            "[    0.000000 c0] Diesis, started by Limine; kernel at v:ffffffffbba6c000"]));

    [Fact]
    public void AKernelThatSaysNothingIsWhereItWasLinked() => Assert.Null(KernelSymbols.LoadAddress(["noise"]));

    [Fact]
    public void SymbolsMoveWithTheKernel() =>
        Assert.Contains("symbol-file -o 0x3ba6c000 /b/k.elf", KernelSymbols.GdbCommands(
        Repository.At("/r"), new KernelImage(Architecture.X86_64, Flavour.Test, "", "/b/k.elf"), 0xffffffffbba6c000));
}
