using Diesis.Tools.Building;

namespace Diesis.Tools.Images;

/// <summary>What a loader has to load: a kernel, the program that the kernel starts, and the archive of what that one starts.</summary>
/// <param name="Root">Null for a kernel that starts none.</param>
/// <param name="Archive">A compressed archive; null for a first program that starts nothing.</param>
/// <param name="System">What the system in the archive is called.</param>
internal sealed record BootContent(KernelImage Kernel, ProgramImage? Root, byte[]? Archive = null, string System = "")
{
    public Architecture Architecture => Kernel.Architecture;

    /// <summary>Tells it apart from others with the same kernel.</summary>
    public string Name => (Root is null ? "kernel" : Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Root.Image)))) + (Archive is null ? "" : "-" + System);

    /// <summary>The modules, in the order in which the kernel counts them.</summary>
    public IEnumerable<BootFile> Modules
    {
        get
        {
            if (Root is not null) yield return BootFile.Copy(BootPartition.RootPath(Architecture), Root.Image);
            if (Archive is not null) yield return new BootFile(BootPartition.ArchivePath(Architecture), Archive);
        }
    }

    public IEnumerable<BootFile> Files => [BootPartition.Kernel(Kernel), .. Modules];
}
