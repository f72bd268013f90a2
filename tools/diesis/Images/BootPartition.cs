using Diesis.Tools.Building;
using Diesis.Tools.Host;

namespace Diesis.Tools.Images;

/// <summary>What lies on a boot medium, and where.</summary>
internal static class BootPartition
{
    /// <summary>Where loaders find the kernel.</summary>
    public static string KernelPath(Architecture architecture) => $"diesis/kernel-{architecture}.elf";

    /// <summary>Where loaders find the first program. The kernel knows the module by the name of its file.</summary>
    public static string RootPath(Architecture architecture) => $"diesis/{architecture}/root.elf";

    /// <summary>Where loaders find the archive of all other programs.</summary>
    public static string ArchivePath(Architecture architecture) => $"diesis/{architecture}/initfs.tar.gz";

    public static BootFile Kernel(KernelImage kernel) => BootFile.Copy(KernelPath(kernel.Architecture), kernel.Image);

    /// <summary>Where a UEFI firmware finds the loader of a removable medium.</summary>
    public static string EfiPath(Architecture architecture) => "EFI/BOOT/" + architecture.EfiFileName;

    /// <summary>A file of the user's copy of Limine.</summary>
    public static string LimineFile(Loader.Limine limine, string name)
    {
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(limine.Folder, name));
        return File.Exists(path) ? path
            : throw new ToolFailure(
                $"{limine.Folder} has no {name}: limine:PATH wants a folder with Limine's binaries");
    }
}
