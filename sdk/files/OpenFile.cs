using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Communication.Events;
using Diesis.Contracts.Files;

namespace Diesis.Files;

/// <summary>
/// An open file of a <see cref="FileTree"/>. When its file system's process has ended it is opened anew by its path, unless there is another file by then: reading and writing go on. For one thread at
/// a time.
/// </summary>
public sealed class OpenFile : IDisposable
{
    /// <summary>What goes through lent memory at a time, in bytes.</summary>
    public const int WindowBytes = 256 * 1024;

    private readonly FileTree _tree;
    private readonly string _path;
    private readonly OpenMode _mode;

    /// <summary>By this another file by the same path is known: there are no numbers of files that outlive a file system's process.</summary>
    private readonly long _createdTicks;

    private IFile _file;
    private Handle<MemoryObject> _window;
    private bool _isLent;

    /// <summary>Another one each time that it was opened anew: memory of it (<see cref="OpenMemory"/>) is of an instance.</summary>
    internal uint Instance { get; private set; }

    private OpenFile(FileTree tree, string path, OpenMode mode, IFile file, long createdTicks)
    {
        _tree = tree;
        _path = path;
        // Opened anew, it has to be there, and keeps its content.
        _mode = mode & (OpenMode.Read | OpenMode.Write);
        _file = file;
        _createdTicks = createdTicks;
    }

    internal static Result<OpenFile, FileStatus> Of(FileTree tree, string path, OpenMode mode, IFile file)
    {
        Result<FileFacts, FileStatus> facts = file.Describe();
        if (facts.IsOk) return new OpenFile(tree, path, mode, file, facts.Value.CreatedTicks);
        file.Dispose();
        return facts.Failed<OpenFile>();
    }

    public void Dispose()
    {
        _file.Dispose();
        if (!_window.IsNone) _ = Kernel.Release(_window);
        _window = default;
    }

    private delegate Result<T, FileStatus> Request<T>(IFile file);

    /// <summary>Has something done that can be done again.</summary>
    private Result<T, FileStatus> Repeat<T>(Request<T> request)
    {
        for (int attempt = 1; ; attempt++)
        {
            Result<T, FileStatus> result = request(_file);
            if (!FileTree.HasLost(result) || attempt == FileTree.MostAttempts) return result;
            Result<Done, FileStatus> again = OpenAgain();
            if (!again.IsOk && !FileTree.HasLost(again)) return again.Failed<T>();
        }
    }

    private Result<Done, FileStatus> OpenAgain()
    {
        Result<IFile, FileStatus> opened = _tree.Repeat(_path, (folder, rest) => folder.Open(rest, _mode, once: 0));
        if (!opened.TryGet(out IFile file)) return opened.Failed<Done>();
        Result<FileFacts, FileStatus> facts = file.Describe();
        if (!facts.IsOk || facts.Value.CreatedTicks != _createdTicks)
        {
            file.Dispose();
            return facts.HasError ? facts.Error : facts.IsOk ? FileStatus.NotFound : facts.Status;
        }
        _file.Dispose();
        _file = file;
        _isLent = false;
        Instance++;
        return default(Done);
    }

    /// <summary>Reads until the room is full or the file ends.</summary>
    /// <returns>How many bytes.</returns>
    public Result<int, FileStatus> Read(ulong at, Span<byte> into)
    {
        int done = 0;
        while (done < into.Length)
        {
            Result<int, FileStatus> part = ReadPart(at + (uint)done, into.Slice(done));
            if (!part.IsOk) return part;
            if (part.Value == 0) break;
            done += part.Value;
        }
        return done;
    }

    private Result<int, FileStatus> ReadPart(ulong at, Span<byte> into)
    {
        if (into.Length <= FileLimits.MostBytes) return ReadSmall(at, into);
        int most = Math.Min(into.Length, WindowBytes);
        Result<ulong, FileStatus> moved = Repeat(file => TryLend(file, out Result<Done, FileStatus> lent) ? file.ReadLent(at, 0, (uint)most) : lent.Failed<ulong>());
        if (!moved.IsOk) return moved.Failed<int>();
        if (moved.Value > (uint)most) return FileStatus.Damaged;
        Status status = Kernel.ReadMemory(_window, 0, into.Slice(0, (int)moved.Value));
        return status == Status.Ok ? (int)moved.Value : status;
    }

    private Result<int, FileStatus> ReadSmall(ulong at, Span<byte> into)
    {
        for (int attempt = 1; ; attempt++)
        {
            Result<uint, FileStatus> read = _file.Read(at, into);
            if (FileTree.HasLost(read) && attempt < FileTree.MostAttempts)
            {
                Result<Done, FileStatus> again = OpenAgain();
                if (again.IsOk || FileTree.HasLost(again)) continue;
                return again.Failed<int>();
            }
            if (!read.IsOk) return read.Failed<int>();
            return read.Value <= (uint)into.Length ? (int)read.Value : FileStatus.Damaged;
        }
    }

    /// <summary>Sees to it that the file has memory for what is large.</summary>
    private bool TryLend(IFile file, out Result<Done, FileStatus> lent)
    {
        lent = default(Done);
        if (_window.IsNone)
        {
            Status status = Kernel.CreateMemory(Startup.Block.Budget, WindowBytes / MemoryLayout.PageSize, MemoryOptions.None, out _window);
            if (status != Status.Ok)
            {
                lent = status;
                return false;
            }
        }
        if (_isLent) return true;
        lent = file.Lend(_window);
        return _isLent = lent.IsOk;
    }

    /// <summary>Writes all of it.</summary>
    /// <returns>As <see cref="IFile.Write"/>; a part may be written when it fails.</returns>
    public Result<Done, FileStatus> Write(ulong at, ReadOnlySpan<byte> from)
    {
        while (!from.IsEmpty)
        {
            Result<int, FileStatus> part = WritePart(at, from);
            if (!part.IsOk) return part.Failed<Done>();
            if (part.Value == 0) return FileStatus.NoSpace;
            from = from.Slice(part.Value);
            at += (uint)part.Value;
        }
        return default(Done);
    }

    private Result<int, FileStatus> WritePart(ulong at, ReadOnlySpan<byte> from)
    {
        if (from.Length <= FileLimits.MostBytes) return WriteSmall(at, from);
        int most = Math.Min(from.Length, WindowBytes);
        ReadOnlySpan<byte> part = from.Slice(0, most);
        if (!TryLend(_file, out Result<Done, FileStatus> lent) && !FileTree.HasLost(lent)) return lent.Failed<int>();
        Status status = Kernel.WriteMemory(_window, 0, part);
        if (status != Status.Ok) return status;
        Result<ulong, FileStatus> moved = Repeat(file => TryLend(file, out Result<Done, FileStatus> again) ? file.WriteLent(at, 0, (uint)most) : again.Failed<ulong>());
        if (!moved.IsOk) return moved.Failed<int>();
        return moved.Value <= (uint)most ? (int)moved.Value : FileStatus.Damaged;
    }

    private Result<int, FileStatus> WriteSmall(ulong at, ReadOnlySpan<byte> from)
    {
        for (int attempt = 1; ; attempt++)
        {
            Result<uint, FileStatus> written = _file.Write(at, from);
            if (FileTree.HasLost(written) && attempt < FileTree.MostAttempts)
            {
                Result<Done, FileStatus> again = OpenAgain();
                if (again.IsOk || FileTree.HasLost(again)) continue;
                return again.Failed<int>();
            }
            if (!written.IsOk) return written.Failed<int>();
            return written.Value <= (uint)from.Length ? (int)written.Value : FileStatus.Damaged;
        }
    }

    /// <summary>As <see cref="IFile.Append"/>.</summary>
    public Result<ulong, FileStatus> Append(ReadOnlySpan<byte> from)
    {
        ulong once = FileTree.NextNumber();
        for (int attempt = 1; ; attempt++)
        {
            Result<ulong, FileStatus> appended = _file.Append(from, once);
            if (!FileTree.HasLost(appended) || attempt == FileTree.MostAttempts) return appended;
            Result<Done, FileStatus> again = OpenAgain();
            if (!again.IsOk && !FileTree.HasLost(again)) return again.Failed<ulong>();
        }
    }

    /// <summary>All that there is.</summary>
    /// <returns><see cref="FileStatus.TooLarge"/>: more than an array can hold.</returns>
    public Result<byte[], FileStatus> ReadAll()
    {
        Result<FileFacts, FileStatus> facts = Describe();
        if (!facts.IsOk) return facts.Failed<byte[]>();
        if (facts.Value.Size > (ulong)Array.MaxLength) return FileStatus.TooLarge;
        byte[] all = new byte[(int)facts.Value.Size];
        Result<int, FileStatus> read = Read(0, all);
        if (!read.IsOk) return read.Failed<byte[]>();
        return read.Value == all.Length ? all : all.AsSpan(0, read.Value).ToArray();
    }

    public Result<FileFacts, FileStatus> Describe() => Repeat(static file => file.Describe());
    public Result<Done, FileStatus> SetSize(ulong size) => Repeat(file => file.SetSize(size));
    public Result<Done, FileStatus> Sync() => Repeat(static file => file.Sync());

    /// <summary>As <see cref="IFile.OpenMemory"/>.</summary>
    public Result<Handle<MemoryObject>, FileStatus> OpenMemory() => Repeat(static file => file.OpenMemory());

    /// <summary>As <see cref="IFile.Prepare"/>, of the memory that was opened last.</summary>
    internal Result<Done, FileStatus> Prepare(ulong firstPage, ulong pages) => _file.Prepare(firstPage, pages);

    /// <summary>As <see cref="IFile.Watch"/>. The next instance of the file system's process knows nobody who watches.</summary>
    public Result<Done, FileStatus> Watch(Subscriber<FileEvents> watcher) => Repeat(file => file.Watch(watcher));
}
