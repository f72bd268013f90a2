using Diesis.Tools.Building;

namespace Diesis.Tools.Images;

/// <summary>What a loader has to load: a kernel, and the program that the kernel starts.</summary>
/// <param name="Root">Null for a kernel that starts none.</param>
internal sealed record BootContent(KernelImage Kernel, ProgramImage? Root)
{
    public Architecture Architecture => Kernel.Architecture;

    public IEnumerable<BootFile> Files => Root is null ? [BootPartition.Kernel(Kernel)]
        : [BootPartition.Kernel(Kernel), BootFile.Copy(BootPartition.RootPath(Architecture), Root.Image)];
}
