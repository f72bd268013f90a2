using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;

namespace Diesis.FileSystems;

/// <summary>A file of any file system, as its contract has it.</summary>
public sealed class FileService<TNode>(VolumeHost<TNode> host, TNode node, OpenMode mode) : IFile where TNode : class
{
    private Handle<MemoryObject> _lent;
    private bool _isMapped;

    private IVolume<TNode> Volume => host.Volume;
    private bool IsReadOnly => (mode & OpenMode.Write) == 0;

    public Result<uint, FileStatus> Read(ulong at, Span<byte> into)
    {
        if ((mode & OpenMode.Read) == 0) return FileStatus.NotSupported;
        FileStatus status = host.Read(node, at, into, out int count);
        return status == FileStatus.Ok ? (uint)count : status;
    }

    public Result<uint, FileStatus> Write(ulong at, ReadOnlySpan<byte> from)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        FileStatus status = host.Write(node, at, from, out int count);
        if (count != 0) host.Watchers.TellWithFolder(node, FileEvents.Written);
        return status == FileStatus.Ok || count != 0 ? (uint)count : status;
    }

    public Result<ulong, FileStatus> Append(ReadOnlySpan<byte> from, ulong once = 0)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        if (Volume.WasMade(once, out ulong at)) return at;
        FileStatus status = Volume.Describe(node, out FileFacts facts);
        if (status != FileStatus.Ok) return status;
        Volume.Number(once);
        status = host.Write(node, facts.Size, from, out int count);
        Volume.Number(0);
        if (count == from.Length && status == FileStatus.Ok)
        {
            host.Watchers.TellWithFolder(node, FileEvents.Written);
            return facts.Size;
        }
        if (count != 0) _ = host.Resize(node, facts.Size);
        return status == FileStatus.Ok ? FileStatus.NoSpace : status;
    }

    public Result<Done, FileStatus> Lend(Handle<MemoryObject> memory)
    {
        ReleaseLent();
        _lent = memory;
        return default(Done);
    }

    private void ReleaseLent()
    {
        if (!_lent.IsNone) _ = Kernel.Release(_lent);
        _lent = default;
    }

    public Result<ulong, FileStatus> ReadLent(ulong at, ulong offset, ulong length)
    {
        if ((mode & OpenMode.Read) == 0) return FileStatus.NotSupported;
        if (Volume is IShowingVolume<TNode> showing) return ReadShown(showing, at, offset, length);
        ulong moved = 0;
        while (moved < length)
        {
            Span<byte> part = host.Scratch.Slice(0, (int)Math.Min((ulong)host.Scratch.Length, length - moved));
            FileStatus status = AddOf(at, moved, out ulong from) ? host.Read(node, from, part, out int count) : Nothing(out count);
            if (status != FileStatus.Ok) return moved == 0 ? status : moved;
            if (count == 0) break;
            if (!AddOf(offset, moved, out ulong to) || Kernel.WriteMemory(_lent, to, part.Slice(0, count)) != Status.Ok) return moved == 0 ? FileStatus.OutOfRange : moved;
            moved += (uint)count;
        }
        return moved;
    }

    private Result<ulong, FileStatus> ReadShown(IShowingVolume<TNode> volume, ulong at, ulong offset, ulong length)
    {
        ulong moved = 0;
        while (moved < length && AddOf(at, moved, out ulong from))
        {
            FileStatus status = volume.Show(node, from, (int)Math.Min(int.MaxValue, length - moved), out ReadOnlySpan<byte> content);
            if (status != FileStatus.Ok) return moved == 0 ? status : moved;
            if (content.IsEmpty) break;
            if (!AddOf(offset, moved, out ulong to) || Kernel.WriteMemory(_lent, to, content) != Status.Ok) return moved == 0 ? FileStatus.OutOfRange : moved;
            moved += (uint)content.Length;
        }
        return moved;
    }

    /// <summary>Behind all numbers there is no content.</summary>
    private static FileStatus Nothing(out int count)
    {
        count = 0;
        return FileStatus.Ok;
    }

    private static bool AddOf(ulong left, ulong right, out ulong sum)
    {
        sum = unchecked(left + right);
        return sum >= left;
    }

    public Result<ulong, FileStatus> WriteLent(ulong at, ulong offset, ulong length)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        ulong moved = 0;
        FileStatus status = FileStatus.Ok;
        while (moved < length && status == FileStatus.Ok)
        {
            Span<byte> part = host.Scratch.Slice(0, (int)Math.Min((ulong)host.Scratch.Length, length - moved));
            if (!AddOf(offset, moved, out ulong from) || Kernel.ReadMemory(_lent, from, part) != Status.Ok) status = FileStatus.OutOfRange;
            int count = 0;
            if (status == FileStatus.Ok) status = AddOf(at, moved, out ulong to) ? host.Write(node, to, part, out count) : FileStatus.TooLarge;
            moved += (uint)count;
            if (count < part.Length) break;
        }
        if (moved != 0) host.Watchers.TellWithFolder(node, FileEvents.Written);
        return status == FileStatus.Ok || moved != 0 ? moved : status;
    }

    public Result<Done, FileStatus> SetSize(ulong size)
    {
        if (IsReadOnly) return FileStatus.ReadOnly;
        FileStatus status = host.Resize(node, size);
        return Answer(status, FileEvents.Written);
    }

    public Result<FileFacts, FileStatus> Describe()
    {
        FileStatus status = Volume.Describe(node, out FileFacts facts);
        return status == FileStatus.Ok ? facts : status;
    }

    public Result<Done, FileStatus> Change(FileChange change) => IsReadOnly ? FileStatus.ReadOnly : Answer(Volume.Change(node, in change), FileEvents.Changed);

    private Result<Done, FileStatus> Answer(FileStatus status, FileEvents events)
    {
        if (status != FileStatus.Ok) return status;
        host.Watchers.TellWithFolder(node, events);
        return default(Done);
    }

    public Result<Done, FileStatus> Sync()
    {
        FileStatus status = host.Sync();
        return status == FileStatus.Ok ? default(Done) : status;
    }

    public Result<Handle<MemoryObject>, FileStatus> OpenMemory()
    {
        if ((mode & OpenMode.Read) == 0) return FileStatus.NotSupported;
        Rights rights = Rights.Read | Rights.Clone | Rights.Transfer | Rights.Inspect | (IsReadOnly ? 0 : Rights.Write);
        FileStatus status = host.OpenMemory(node, rights, ref _isMapped, out Handle<MemoryObject> memory);
        return status == FileStatus.Ok ? memory : status;
    }

    public Result<Done, FileStatus> Prepare(ulong firstPage, ulong pages)
    {
        FileStatus status = _isMapped ? host.PrepareMemory(node, firstPage, pages) : FileStatus.OutOfRange;
        return status == FileStatus.Ok ? default(Done) : status;
    }

    public Result<Done, FileStatus> Watch(Subscriber<FileEvents> watcher)
    {
        FileStatus status = host.Watchers.Add(node, watcher);
        return status == FileStatus.Ok ? default(Done) : status;
    }

    public void Dispose()
    {
        ReleaseLent();
        if (_isMapped) host.CloseMemory(node);
        _isMapped = false;
        _ = Volume.Release(node);
    }
}
