using Diesis.Communication;

namespace Diesis.Contracts.Files;

/// <summary>A process that keeps files, to the VFS: file systems of one kind. Which kind it is says the name by which it is offered (<see cref="FileSystemKind"/>).</summary>
[Contract(SurvivesRestart = true)]
public interface IFileSystem
{
    /// <summary>Opens a volume, if it is not open already.</summary>
    /// <param name="source">Where it is: a disk's name for what is kept on disks, any name for what is kept in memory.</param>
    /// <returns>The folder that everything is in. <see cref="FileStatus.NotFound"/>: there is no such source. <see cref="FileStatus.Damaged"/>, <see cref="FileStatus.NotSupported"/>,
    /// <see cref="FileStatus.DeviceFailed"/>.</returns>
    [Idempotent]
    Result<IFolder, FileStatus> Open([MaxLength(FileLimits.MostSource)] string source);

    /// <returns><see cref="FileStatus.NotFound"/>: it is not open.</returns>
    [Idempotent]
    Result<VolumeFacts, FileStatus> Describe([MaxLength(FileLimits.MostSource)] string source);

    /// <summary>As <see cref="IFolder.Sync"/>; what is written says that the volume is in order.</summary>
    /// <returns><see cref="FileStatus.NotFound"/>: it is not open.</returns>
    [Idempotent]
    Result<Done, FileStatus> Settle([MaxLength(FileLimits.MostSource)] string source);
}
