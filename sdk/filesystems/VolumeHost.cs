using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>A volume that is open, and what all who use it have in common: who watches what, and room for what is on its way.</summary>
public sealed class VolumeHost<TNode>(IVolume<TNode> volume) where TNode : class
{
    private const int ScratchBytes = 64 * 1024;

    private byte[]? _scratch;

    public IVolume<TNode> Volume { get; } = volume;

    public FileWatchers<TNode> Watchers { get; } = new(volume);

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
