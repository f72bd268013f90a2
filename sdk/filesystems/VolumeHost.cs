using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>A volume that is open, and what all who use it have in common: who watches what, which files are mapped, and room for what is on its way.</summary>
/// <param name="memories">Those of the process; null: its files are not mapped.</param>
public sealed class VolumeHost<TNode>(IVolume<TNode> volume, FileMemories<TNode>? memories = null) where TNode : class
{
    private const int ScratchBytes = 64 * 1024;

    private byte[]? _scratch;

    public IVolume<TNode> Volume { get; } = volume;

    public FileWatchers<TNode> Watchers { get; } = new(volume);

    /// <summary>Content is read and written by these: it may be in memory that somebody has mapped.</summary>
    public FileStatus Read(TNode file, ulong at, Span<byte> into, out int count)
        => memories is null ? Volume.Read(file, at, into, out count) : memories.Read(Volume, file, at, into, out count);

    public FileStatus Write(TNode file, ulong at, ReadOnlySpan<byte> from, out int count)
        => memories is null ? Volume.Write(file, at, from, out count) : memories.Write(Volume, file, at, from, out count);

    public FileStatus Resize(TNode file, ulong size) => memories is null ? Volume.Resize(file, size) : memories.Resize(Volume, file, size);

    public FileStatus Sync() => Flushed(Volume.Sync);
    public FileStatus Settle() => Flushed(Volume.Settle);

    private FileStatus Flushed(Func<FileStatus> end)
    {
        FileStatus flushed = memories is null ? FileStatus.Ok : memories.Flush(Volume), ended = end();
        return flushed == FileStatus.Ok ? ended : flushed;
    }

    /// <summary>Gives content away as memory, which the caller closes once for all times that it was given.</summary>
    public FileStatus OpenMemory(TNode file, Rights rights, ref bool isOpen, out Handle<MemoryObject> memory)
    {
        FileStatus status = Volume.OpenMemory(file, out memory);
        if (status != FileStatus.NotSupported || memories is null) return status;
        status = memories.Open(Volume, file, rights, out memory);
        if (status != FileStatus.Ok) return status;
        if (isOpen) _ = memories.Close(file);
        isOpen = true;
        return status;
    }

    /// <summary>As <see cref="FileMemories{TNode}.Prepare"/>.</summary>
    public FileStatus PrepareMemory(TNode file, ulong firstPage, ulong pages) => memories is null ? FileStatus.OutOfRange : memories.Prepare(file, firstPage, pages);

    /// <summary>As <see cref="FileMemories{TNode}.Close"/>.</summary>
    public void CloseMemory(TNode file) => _ = memories?.Close(file);

    /// <summary>For the length of a call.</summary>
    public Span<byte> Scratch => _scratch ??= new byte[ScratchBytes];

    /// <summary>The folder that everything is in, to be given away.</summary>
    public FolderService<TNode> OpenRoot()
    {
        Volume.Keep(Volume.Root);
        return new(this, Volume.Root, Volume.Facts.Access);
    }

    /// <summary>Follows a path down from a folder.</summary>
    /// <param name="node">To be released.</param>
    public FileStatus Walk(TNode folder, ReadOnlySpan<char> path, out TNode? node)
    {
        node = null;
        if (!FilePath.IsCanonical(path)) return FileStatus.BadName;
        TNode at = folder;
        Volume.Keep(at);
        while (!path.IsEmpty)
        {
            string name = FilePath.TakeName(ref path).ToString();
            FileStatus status = Volume.IsFolder(at) ? Volume.Find(at, name, out TNode? next) : NotAFolder(out next);
            FileStatus released = Volume.Release(at);
            if (status != FileStatus.Ok) return status;
            at = next!;
            if (released == FileStatus.Ok) continue;
            _ = Volume.Release(at);
            return released;
        }
        node = at;
        return FileStatus.Ok;
    }

    private static FileStatus NotAFolder(out TNode? node)
    {
        node = null;
        return FileStatus.NotAFolder;
    }

    /// <summary>Follows a path down to the folder in which its last name is, which may be there or not.</summary>
    /// <param name="parent">To be released.</param>
    /// <returns><see cref="FileStatus.InUse"/>: the path is empty, and so the folder itself.</returns>
    public FileStatus WalkToParent(TNode folder, string path, out TNode? parent, out string name)
    {
        parent = null;
        (string above, name) = FilePath.Split(path);
        if (!FilePath.IsCanonical(path)) return FileStatus.BadName;
        if (name.Length == 0) return FileStatus.InUse;
        FileStatus status = Walk(folder, above, out parent);
        if (status != FileStatus.Ok || Volume.IsFolder(parent!)) return status;
        _ = Volume.Release(parent!);
        parent = null;
        return FileStatus.NotAFolder;
    }
}
