using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>
/// A volume as its file system knows it: nodes, one for each file and folder that somebody uses, and what can be done with them. All else that <see cref="IFolder"/> and <see cref="IFile"/> are is
/// the same for every file system (<see cref="FolderService{TNode}"/>). For one thread at a time.
/// </summary>
/// <remarks>
/// Whoever is given a node calls <see cref="Release"/>. What is removed while somebody uses it is gone with the last of them. Each operation is done wholly or not at all, except that less may be
/// written than was to be.
/// </remarks>
public interface IVolume<TNode> where TNode : class
{
    /// <summary>The folder that everything is in; it is nobody's to release.</summary>
    TNode Root { get; }

    VolumeFacts Facts { get; }

    bool IsFolder(TNode node);

    /// <summary>The folder that something is in; null for the root, and for what was removed.</summary>
    TNode? ParentOf(TNode node);

    FileStatus Find(TNode folder, string name, out TNode? node);

    /// <summary>One more user of a node.</summary>
    void Keep(TNode node);

    FileStatus Release(TNode node);

    FileStatus Create(TNode folder, string name, FileKind kind, out TNode? node);

    FileStatus Remove(TNode folder, string name);

    FileStatus Move(TNode folder, string name, TNode to, string newName, MoveMode mode);

    FileStatus Describe(TNode node, out FileFacts facts);

    /// <summary>What there is in a folder, one after the other.</summary>
    /// <param name="position">0 at first.</param>
    /// <returns><see cref="FileStatus.NotFound"/>: there are no more.</returns>
    FileStatus Next(TNode folder, ref ulong position, out string name, out FileFacts facts);

    FileStatus Change(TNode node, in FileChange change);

    FileStatus Read(TNode file, ulong at, Span<byte> into, out int count);

    /// <param name="count">How much was written, also when something failed.</param>
    FileStatus Write(TNode file, ulong at, ReadOnlySpan<byte> from, out int count);

    FileStatus Resize(TNode file, ulong size);

    /// <summary>
    /// Gives the next change that is made (<see cref="Create"/>, <see cref="Remove"/>, <see cref="Move"/>, <see cref="Write"/> in one piece) a number, by which it is known in the next process, too. 0: it
    /// has none. A volume that is gone with its process has nothing to remember.
    /// </summary>
    void Number(ulong once);

    /// <summary>Whether the last change that was made under a number is this one.</summary>
    /// <param name="at">Of <see cref="Write"/>: where it began.</param>
    bool WasMade(ulong once, out ulong at);

    /// <summary>Brings all that was changed to where a loss of power does not reach it.</summary>
    FileStatus Sync();

    /// <summary>As <see cref="Sync"/>, and says that the volume is in order.</summary>
    FileStatus Settle();

    /// <summary>The content as memory that can be read, mapped, cloned and given away; the caller's from then on.</summary>
    /// <returns><see cref="FileStatus.NotSupported"/>: it does not lie in memory like that, and is mapped page by page (<see cref="FileMemories{TNode}"/>).</returns>
    FileStatus OpenMemory(TNode file, out Handle<MemoryObject> memory);
}
