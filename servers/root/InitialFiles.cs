using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Archives;
using Diesis.Programs;

namespace Diesis.Servers.Root;

/// <summary>The files of the archive that the loader brought, each in memory of its own from a page on, so that it can be mapped and given away alone.</summary>
// SAFETY: archive and content are mapped here and nowhere else, at addresses that belong to them, and stay as long as they are looked at.
internal unsafe struct InitialFiles
{
    private const int Most = FileTable.MostFiles;

    /// <summary>More than that is no archive of this system's.</summary>
    private const int MostContentBytes = 256 << 20;

    /// <summary>Where root maps things: between the regions of <see cref="ProcessLayout"/>.</summary>
    private const ulong ArchiveAddress = 32UL << 40, ContentAddress = 33UL << 40;

    [InlineArray(Most)]
    private struct Files { private InitialFile _first; }

    private Files _files;

    public int Count { get; private set; }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<InitialFile> All => ((ReadOnlySpan<InitialFile>)_files).Slice(0, Count);

    /// <summary>Unpacks the archive; says on the log what is wrong with it.</summary>
    public static Status Unpack(out InitialFiles files)
    {
        files = default;
        if (Startup.Block.Archive.IsNone) return Complain("the loader brought no archive"u8, Status.BadState);
        if (Startup.Block.ArchiveBytes > int.MaxValue) return Complain("the archive is too large"u8, Status.OutOfRange);
        ulong pages = PagesFor(Startup.Block.ArchiveBytes);
        Status status = Kernel.Map(Startup.Block.Space, Startup.Block.Archive, ArchiveAddress, 0, pages, Protection.Read);
        if (status != Status.Ok) return status;
        status = files.Unpack(new((void*)ArchiveAddress, (int)Startup.Block.ArchiveBytes));
        _ = Kernel.Unmap(Startup.Block.Space, ArchiveAddress, pages);
        return status;
    }

    private Status Unpack(ReadOnlySpan<byte> archive)
    {
        ArchiveProblem problem = Gzip.ReadSize(archive, MostContentBytes, out int size);
        if (problem != ArchiveProblem.None || size == 0) return Complain(WordsOf(problem), Status.BadArgument);
        Status status = Kernel.CreateMemory(Startup.Block.Budget, PagesFor((ulong)size), MemoryOptions.None, out Handle<MemoryObject> memory);
        if (status != Status.Ok) return status;
        status = Kernel.Map(Startup.Block.Space, memory, ContentAddress, 0, PagesFor((ulong)size), Protection.ReadWrite);
        if (status == Status.Ok)
        {
            var content = new Span<byte>((void*)ContentAddress, size);
            problem = Gzip.Expand(archive, content);
            status = problem == ArchiveProblem.None ? AddAll(content) : Complain(WordsOf(problem), Status.BadArgument);
        }
        _ = Kernel.Release(memory);
        return status;
    }

    private Status AddAll(ReadOnlySpan<byte> content)
    {
        TarReader reader = new(content);
        while (reader.TryNext(out TarFile file))
        {
            TarPath path = file.Path;
            if (Count == Most || path.Text.Length > InitialFile.MostPathBytes || TryFind(path.Text, out _))
                return Complain("the archive has too many files, one twice, or one with too long a path"u8, Status.BadArgument);
            Status status = Add(path.Text, file.Content);
            if (status != Status.Ok) return status;
        }
        return reader.Problem == ArchiveProblem.None ? Status.Ok : Complain(WordsOf(reader.Problem), Status.BadArgument);
    }

    private Status Add(ReadOnlySpan<byte> path, ReadOnlySpan<byte> content)
    {
        ref InitialFile file = ref _files[Count];
        path.CopyTo(file.Path);
        file.Bytes = (ulong)content.Length;
        Status status = Kernel.CreateMemory(Startup.Block.Budget, Math.Max(PagesFor(file.Bytes), 1), MemoryOptions.None, out file.Memory);
        if (status == Status.Ok && !content.IsEmpty) status = Kernel.WriteMemory(file.Memory, 0, content);
        if (status == Status.Ok) Count++;
        return status;
    }

    public readonly bool TryFind(ReadOnlySpan<byte> path, out InitialFile found)
    {
        for (int i = 0; i < Count; i++)
        {
            found = _files[i];
            ReadOnlySpan<byte> name = found.Path;
            if (name.StartsWith(path) && (path.Length == InitialFile.MostPathBytes || name[path.Length] == 0)) return true;
        }
        found = default;
        return false;
    }

    private static ReadOnlySpan<byte> WordsOf(ArchiveProblem problem) => problem switch
    {
        ArchiveProblem.None => "the archive is empty"u8,
        ArchiveProblem.CutOff => "the archive is cut off"u8,
        ArchiveProblem.UnknownFormat => "the archive is of an unknown format"u8,
        ArchiveProblem.BadCompression => "the archive's compression is damaged"u8,
        ArchiveProblem.WrongSize => "the archive has another size than it says"u8,
        ArchiveProblem.TooLarge => "the archive is too large"u8,
        ArchiveProblem.WrongCheckSum => "a check sum of the archive is wrong"u8,
        ArchiveProblem.Trailing => "something follows behind the archive"u8,
        ArchiveProblem.BadNumber => "a number in the archive is none"u8,
        ArchiveProblem.BadPath => "a path in the archive leads out of it"u8,
        _ => "the archive has something that is no file"u8,
    };

    private static Status Complain(ReadOnlySpan<byte> what, Status status)
    {
        Program.Say(what);
        return status;
    }

    private static ulong PagesFor(ulong bytes) => (bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
}
