using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;

namespace Diesis.Contracts.Files;

/// <summary>
/// One tree of files out of many file systems, to programs: says which of them a path leads into, and gives a folder of that. The rest the client does with whoever keeps the files;
/// nothing of it passes through here.
/// </summary>
/// <remarks>
/// A handle to this is a capability: to the whole tree, or to the part of it for which it was made (<see cref="Narrow"/>). Paths begin at the top of what the caller has: nothing leads above
/// it, and no other part exists for it. <c>initfs:///bin/x</c> is a path into a file system by the name under which it is mounted, for who has the whole tree; <c>/x</c> and <c>x</c> are <c>fs:///x</c>.
/// </remarks>
[Contract(SurvivesRestart = true)]
public interface IVfs
{
    /// <summary>Which file system a path leads into.</summary>
    /// <returns><see cref="FileStatus.NotFound"/>: into none. <see cref="FileStatus.BadName"/>.</returns>
    [Idempotent]
    Result<FilePlace, FileStatus> Find([MaxLength(FilePath.MostLength)] string path, [Caller] Caller from = default);

    /// <summary>What the caller has of a file system.</summary>
    /// <param name="mount">Of <see cref="FilePlace"/>.</param>
    /// <returns>Where a conversation about <see cref="IFolder"/> can begin. <see cref="FileStatus.NotFound"/>: it is not mounted any more. What its process says, else.</returns>
    [Idempotent]
    Result<Handle<Endpoint>, FileStatus> Connect(ulong mount, [Caller] Caller from = default);

    /// <summary>Makes a capability to a part of what the caller has: whoever has it takes that for all there is. It outlives the VFS's restart.</summary>
    /// <param name="path">A folder.</param>
    /// <returns>Where a conversation about this contract can begin. <see cref="FileStatus.TooLarge"/>: there are too many already.</returns>
    Result<Handle<Endpoint>, FileStatus> Narrow([MaxLength(FilePath.MostLength)] string path, FolderAccess access, [Caller] Caller from = default);

    /// <summary>Makes a file system appear in the place of a folder. Only who has the whole tree may.</summary>
    /// <param name="name">The scheme of paths into it; empty: it has none.</param>
    /// <param name="kind">As in <c>/etc/fstab</c>.</param>
    /// <param name="source">As <see cref="IFileSystem.Open"/>.</param>
    /// <returns><see cref="FileStatus.ReadOnly"/>: the caller may not. <see cref="FileStatus.NotSupported"/>: there is nobody for that kind. <see cref="FileStatus.InUse"/>: something is
    /// mounted there, or has that name. <see cref="FileStatus.TooLarge"/>: there are too many. As <see cref="IFileSystem.Open"/>, otherwise.</returns>
    Result<Done, FileStatus> Mount([MaxLength(FileLimits.MostName)] string name, [MaxLength(FileLimits.MostName)] string kind, [MaxLength(FileLimits.MostSource)] string source, [MaxLength(FilePath.MostLength)] string path,
        FolderAccess access, [Caller] Caller from = default);

    /// <summary>Has a file system disappear from the tree, in order. Files that are open stay so.</summary>
    /// <returns><see cref="FileStatus.NotFound"/>: nothing is mounted there. <see cref="FileStatus.InUse"/>: there is another below it, or it is the root.
    /// <see cref="FileStatus.ReadOnly"/>: the caller may not.</returns>
    Result<Done, FileStatus> Unmount([MaxLength(FilePath.MostLength)] string path, [Caller] Caller from = default);

    /// <summary>Tells of a file system in the tree.</summary>
    /// <param name="index">From 0 on.</param>
    /// <returns>A line as in <c>/etc/fstab</c>. <see cref="FileStatus.NotFound"/>: there are no more, or the caller does not have the whole tree.</returns>
    [Idempotent]
    [return: MaxLength(FileLimits.MostLine)]
    Result<string, FileStatus> TellMount(uint index, [Caller] Caller from = default);
}

/// <summary>Where a path leads.</summary>
public struct FilePlace
{
    /// <summary>Which file system, to <see cref="IVfs.Connect"/>. Another one never has the same number.</summary>
    public ulong Mount;

    /// <summary>How much of the path's canonical form, without its scheme, leads to what the caller has of that file system. What follows, behind a <c>/</c>, leads on from there.</summary>
    public uint Length;

    /// <summary>Zeros.</summary>
    public uint Reserved;
}
