using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Servers.Vfs;

/// <summary>Where the VFS finds the processes that keep files: the broker, and in tests whoever stands for it.</summary>
public interface IFileSystems
{
    /// <summary>Opens a volume, and starts its file system's process if need be.</summary>
    /// <returns><see cref="FileStatus.NotSupported"/>: there is nobody for that kind. As <see cref="IFileSystem.Open"/>, otherwise.</returns>
    Result<IFolder, FileStatus> Open(string kind, string source);

    /// <summary>As <see cref="IFileSystem.Settle"/>.</summary>
    Result<Done, FileStatus> Settle(string kind, string source);
}
