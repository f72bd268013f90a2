using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Measuring;

/// <summary>What can be measured without running anything.</summary>
internal static class HostMeasurements
{
    private const ulong LargestKernelImage = 400 << 10;

    /// <summary>So that it can be read in a day.</summary>
    private const ulong MostKernelLines = 10_000, MostAssemblyLines = 700;

    /// <param name="kernel">The kernel that is shipped.</param>
    public static IEnumerable<Measurement> Ground(Repository repository, KernelImage kernel) =>
    [
        new("ground", "kernel_image", (ulong)new FileInfo(kernel.Image).Length, "bytes") { Aim = LargestKernelImage },
        new("ground", "kernel_lines", SourceLines.OfKernel(repository), "lines") { Aim = MostKernelLines },
        new("ground", "assembly_x86_64", SourceLines.OfAssembly(repository, "x86_64"), "lines") { Aim = MostAssemblyLines },
        new("ground", "assembly_aarch64", SourceLines.OfAssembly(repository, "aarch64"), "lines") { Aim = MostAssemblyLines },
    ];
}
