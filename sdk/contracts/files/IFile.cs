using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;

namespace Diesis.Contracts.Files;

/// <summary>
/// An open file. It has no position: whoever reads or writes says where. It stays readable and writable when it is renamed or removed meanwhile; removed, it goes with the last who has it open.
/// </summary>
/// <remarks>
/// What is small goes through the connection's buffer. What is large goes into memory that the client lends once (<see cref="Lend"/>), or comes out of it: one call moves as much as that has.
/// Every method that changes something says <see cref="FileStatus.ReadOnly"/> of a file that was opened for reading.
/// </remarks>
[Contract]
public interface IFile : IDisposable
{
    /// <returns>How many bytes: fewer than there is room for at the end of the file, none behind it.</returns>
    Result<uint, FileStatus> Read(ulong at, [MaxLength(FileLimits.MostBytes)] Span<byte> into);

    /// <summary>Writes, and makes the file longer if that is needed; what lies between its end and the place becomes zeros.</summary>
    /// <returns>How many bytes: fewer only when there is no room for more. <see cref="FileStatus.NoSpace"/>: none at all.</returns>
    Result<uint, FileStatus> Write(ulong at, [MaxLength(FileLimits.MostBytes)] ReadOnlySpan<byte> from);

    /// <summary>Writes at the end of the file, wherever that is when the call arrives.</summary>
    /// <param name="once">As <see cref="IFolder"/> has it.</param>
    /// <returns>Where what was written begins. It is written wholly or not at all.</returns>
    Result<ulong, FileStatus> Append([MaxLength(FileLimits.MostBytes)] ReadOnlySpan<byte> from, ulong once = 0);

    /// <summary>Lends memory for <see cref="ReadLent"/> and <see cref="WriteLent"/>, until other memory is lent or the file is closed.</summary>
    Result<Done, FileStatus> Lend([Cloned(Rights.Read | Rights.Write)] Handle<MemoryObject> memory);

    /// <summary>As <see cref="Read"/>, into the memory that was lent.</summary>
    /// <param name="offset">Where in the memory, in bytes.</param>
    /// <returns><see cref="FileStatus.OutOfRange"/>: the memory has no such place, or none was lent.</returns>
    Result<ulong, FileStatus> ReadLent(ulong at, ulong offset, ulong length);

    /// <summary>As <see cref="Write"/>, out of the memory that was lent.</summary>
    /// <returns>As <see cref="ReadLent"/>, otherwise.</returns>
    Result<ulong, FileStatus> WriteLent(ulong at, ulong offset, ulong length);

    /// <summary>Makes the file shorter, or longer by zeros.</summary>
    Result<Done, FileStatus> SetSize(ulong size);

    Result<FileFacts, FileStatus> Describe();

    Result<Done, FileStatus> Change(FileChange change);

    /// <summary>Returns when all that was written to the file before would survive a loss of power.</summary>
    Result<Done, FileStatus> Sync();

    /// <summary>
    /// The content as memory, to be mapped: what is written there is written to the file, and the other way round, until this file is closed. To be written only if it was opened for writing. Files that do
    /// not change give their own memory, without a copy; others have pages come when they are touched. Whoever touches one behind the file's end, or one that comes no more because this process has ended, faults.
    /// </summary>
    /// <returns><see cref="FileStatus.TooLarge"/>: too many files are mapped. <see cref="FileStatus.NoSpace"/>: there is no memory for it. <see cref="FileStatus.NotSupported"/>: files here are not mapped.</returns>
    Result<Handle<MemoryObject>, FileStatus> OpenMemory();

    /// <summary>Has pages of that memory be there: on another core than this process's only such can be mapped, and stay as long as they are. So there are as many as this process has memory for.</summary>
    /// <returns><see cref="FileStatus.OutOfRange"/>: the file has no such pages, or <see cref="OpenMemory"/> was not called. <see cref="FileStatus.NoSpace"/>: there is no memory for so many.</returns>
    Result<Done, FileStatus> Prepare(ulong firstPage, ulong pages);

    /// <summary>Tells somebody of what happens to the file from now on.</summary>
    Result<Done, FileStatus> Watch(Subscriber<FileEvents> watcher);
}
