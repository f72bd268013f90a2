using System;
using Diesis.Communication;
using Diesis.Communication.Events;

namespace Diesis.Contracts.Files;

/// <summary>
/// A folder, and all that is below it: a capability. Paths lead down from it, names with <c>/</c> between them (<see cref="FilePath"/>); the empty one is the folder itself. None leads out of it.
/// </summary>
/// <remarks>
/// Where a path leads nowhere it is <see cref="FileStatus.NotFound"/>, through a file <see cref="FileStatus.NotAFolder"/>, and <see cref="FileStatus.BadName"/> where a name in it can be none here.
/// Every method that changes something says <see cref="FileStatus.ReadOnly"/> of a folder that was given for reading, or on a volume that is.
///
/// Changes that are not the same when they are made twice can be given a number that no other change has (<c>once</c>; 0: none). Whoever does not know whether such a call was done, since its process
/// ended before it answered, makes it again with the same number: the next process, if the volume outlives processes, makes the change or says that it is made. It remembers the last one, which
/// is the only one whose answer can be missing.
/// </remarks>
[Contract]
public interface IFolder : IDisposable
{
    /// <summary>Opens a file, or makes one.</summary>
    /// <param name="once">Of a file that must not be there yet: it was made by the call with this number, or is.</param>
    /// <returns><see cref="FileStatus.IsAFolder"/>. <see cref="FileStatus.NotSupported"/>: a mode that says nothing, or two things; or it is no file (<see cref="FileKind"/>).</returns>
    Result<IFile, FileStatus> Open([MaxLength(FilePath.MostLength)] string path, OpenMode mode, ulong once = 0);

    /// <summary>A folder of its own, from which nothing leads to this one.</summary>
    Result<IFolder, FileStatus> Enter([MaxLength(FilePath.MostLength)] string path, FolderAccess access);

    Result<FileFacts, FileStatus> Describe([MaxLength(FilePath.MostLength)] string path);

    /// <summary>Lists what is in a folder, in no order: a number of <see cref="FolderEntry"/>, as many as there is room for.</summary>
    /// <param name="position">0 at first, and then what the last batch said.</param>
    /// <returns><see cref="FileStatus.TooLarge"/>: there is no room for even one.</returns>
    Result<FolderBatch, FileStatus> List([MaxLength(FilePath.MostLength)] string path, ulong position, [MaxLength(FileLimits.MostListBytes)] Span<byte> entries);

    Result<Done, FileStatus> MakeFolder([MaxLength(FilePath.MostLength)] string path, ulong once = 0);

    /// <summary>Removes a file, or a folder that is empty.</summary>
    /// <returns><see cref="FileStatus.NotEmpty"/>. <see cref="FileStatus.InUse"/>: it is this folder itself.</returns>
    Result<Done, FileStatus> Remove([MaxLength(FilePath.MostLength)] string path, ulong once = 0);

    /// <summary>Gives something another name, another folder, or both, in one step: whoever looks finds it by one of the two.</summary>
    /// <returns><see cref="FileStatus.AlreadyThere"/>, <see cref="FileStatus.IntoItself"/>, <see cref="FileStatus.NotEmpty"/>.</returns>
    Result<Done, FileStatus> Move([MaxLength(FilePath.MostLength)] string path, [MaxLength(FilePath.MostLength)] string newPath, MoveMode mode, ulong once = 0);

    Result<Done, FileStatus> Change([MaxLength(FilePath.MostLength)] string path, FileChange change);

    /// <summary>Tells somebody of what happens to a file, or in a folder, from now on.</summary>
    Result<Done, FileStatus> Watch([MaxLength(FilePath.MostLength)] string path, Subscriber<FileEvents> watcher);

    /// <summary>Returns when all that was changed before, anywhere on the volume, would survive a loss of power.</summary>
    Result<Done, FileStatus> Sync();
}
