using System;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Communication;
using Diesis.Contracts.Files;

namespace Diesis.Files;

/// <summary>
/// A part of an open file as memory of this process: what is written there is written to the file, and whoever reads the file, by calls or by a mapping of its own, finds it. Pages come when they are
/// touched. What was written is on its medium after <see cref="Sync"/>. On another core than the file system's all pages come at once, and stay: of a large file only a part can be mapped there.
/// </summary>
/// <remarks>
/// It goes before the file is closed. Whoever touches what lies behind the file's end faults, and so does who touches a page after the file system's process has ended: <see cref="Renew"/> has the next
/// one supply pages, as they were at the last <see cref="Sync"/> or later.
/// </remarks>
// SAFETY: so many pages are mapped where this begins, and nothing else comes there until it is disposed of.
public sealed unsafe class FileMapping : IDisposable
{
    private readonly OpenFile _file;
    private readonly ulong _at, _firstPage;
    private readonly Protection _protection;
    private Handle<MemoryObject> _memory;
    private uint _instance;

    private FileMapping(OpenFile file, ulong at, ulong firstPage, ulong pages, Protection protection)
    {
        _file = file;
        _at = at;
        _firstPage = firstPage;
        _protection = protection;
        Pages = pages;
    }

    public ulong Pages { get; }

    /// <summary>Maps a part of a file.</summary>
    /// <param name="firstPage">Of the file.</param>
    /// <param name="protection">To be written only if the file was opened for writing.</param>
    /// <returns>As <see cref="IFile.OpenMemory"/>; <see cref="FileStatus.OutOfRange"/>: the file has no such pages; or what the kernel said.</returns>
    public static Result<FileMapping, FileStatus> Map(OpenFile file, ulong firstPage, ulong pages, Protection protection)
    {
        ulong at = pages == 0 ? 0 : AddressRanges.Take(pages);
        if (at == 0) return pages == 0 ? FileStatus.OutOfRange : Status.OutOfMemory;
        var mapping = new FileMapping(file, at, firstPage, pages, protection);
        Result<Done, FileStatus> shown = mapping.Show();
        if (shown.IsOk) return mapping;
        AddressRanges.Give(at, pages);
        return shown.Failed<FileMapping>();
    }

    private Result<Done, FileStatus> Show()
    {
        for (int attempt = 1; ; attempt++)
        {
            Result<Handle<MemoryObject>, FileStatus> opened = _file.OpenMemory();
            if (!opened.TryGet(out Handle<MemoryObject> memory)) return opened.Failed<Done>();
            _instance = _file.Instance;
            Result<Done, FileStatus> shown = Show(memory);
            if (shown.IsOk) _memory = memory;
            else _ = Kernel.Release(memory);
            // The file system's process may have ended meanwhile; or pages have left again before all were mapped.
            if (attempt == FileTree.MostAttempts || !FileTree.HasLost(shown) && shown.Status != Status.BadState) return shown;
        }
    }

    private Result<Done, FileStatus> Show(Handle<MemoryObject> memory)
    {
        Status status = Kernel.Map(Startup.Block.Space, memory, _at, _firstPage, Pages, _protection);
        if (status == Status.BadState)
        {
            // Of another core only pages that are there.
            Result<Done, FileStatus> prepared = _file.Prepare(_firstPage, Pages);
            if (!prepared.IsOk) return prepared;
            status = Kernel.Map(Startup.Block.Space, memory, _at, _firstPage, Pages, _protection);
        }
        if (status == Status.Ok) return default(Done);
        return status == Status.OutOfRange ? FileStatus.OutOfRange : status;
    }

    /// <summary>Some of it.</summary>
    public Span<byte> Bytes(ulong at, int length)
    {
        ulong bytes = Pages * MemoryLayout.PageSize;
        if (length < 0 || at > bytes || (uint)length > bytes - at) throw new ArgumentOutOfRangeException(nameof(at));
        return new((byte*)_at + at, length);
    }

    /// <summary>Returns when all that was written would survive a loss of power.</summary>
    public Result<Done, FileStatus> Sync() => _file.Sync();

    /// <summary>Has the next process of the file system supply the pages, if the last one has ended. What was written since the last <see cref="Sync"/> may be lost.</summary>
    public Result<Done, FileStatus> Renew()
    {
        Result<FileFacts, FileStatus> facts = _file.Describe();
        if (!facts.IsOk) return facts.Failed<Done>();
        if (_file.Instance == _instance) return default(Done);
        Hide();
        return Show();
    }

    private void Hide()
    {
        _ = Kernel.Unmap(Startup.Block.Space, _at, Pages);
        if (!_memory.IsNone) _ = Kernel.Release(_memory);
        _memory = default;
    }

    public void Dispose()
    {
        Hide();
        AddressRanges.Give(_at, Pages);
    }
}
