using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Boot;
using Diesis.Boot.Elf;
using Diesis.Machines;

namespace Diesis.Programs;

/// <summary>
/// A program that was checked and is relocated for one place in the address space: processes are made of it without another look at its file.
/// What they only read they have in common; of what they write each has a copy, made page by page as it writes.
/// </summary>
/// <remarks>
/// All processes of one image have it at the same place. Who wants another loads the file again: a program that is started anew after
/// it crashed should be, lest somebody find out piece by piece where it lies.
/// </remarks>
public struct ProgramImage
{
    private ProgramSegments _segments;
    private int _count;

    /// <summary>The page where the image begins.</summary>
    public ulong Start { get; private set; }

    /// <summary>The first instruction.</summary>
    public ulong Entry { get; private set; }

    /// <summary>Checks a file, and prepares it for one place.</summary>
    /// <param name="file">All of its bytes; they are needed only here.</param>
    /// <param name="memory">The same bytes, from the first page on; nobody changes them as long as the image is used. The image keeps handles of its own.</param>
    /// <param name="budget">Pays for the memory that is relocated.</param>
    /// <param name="start">A page in the user half, from which on there is room: see <see cref="ProcessLayout"/>.</param>
    /// <param name="problem">What is wrong with the file, if that is.</param>
    /// <returns><see cref="Status.BadArgument"/>: see <paramref name="problem"/>. What the kernel said, otherwise; nothing is kept then.</returns>
    public static Status Load(ReadOnlySpan<byte> file, ElfProcessor processor, Handle<MemoryObject> memory, Handle<MemoryBudget> budget, ulong start,
        out ProgramImage image, out Problem problem)
    {
        image = default;
        if (!ElfImage.TryParse(file, processor, new(MemoryLayout.UserStart), out ElfImage elf, out problem)) return Status.BadArgument;
        if (elf.IsRelocatable && start % MemoryLayout.PageSize != 0 || !elf.IsRelocatable && start != elf.LinkedBase.Value)
        {
            problem = Problem.Because("cannot be put there"u8);
            return Status.BadArgument;
        }
        if (start < MemoryLayout.UserStart || start > MemoryLayout.UserEnd - (ulong)elf.Size) return Status.OutOfRange;
        image.Start = start;
        image.Entry = start + (ulong)elf.EntryOffset;
        int relocation = 0;
        foreach (ElfSegment segment in elf.Segments)
        {
            Status status = image._count < ProgramSegments.Most ? image.Add(elf, segment, memory, budget, ref relocation) : Status.NotSupported;
            if (status == Status.Ok) continue;
            image.Release();
            return status;
        }
        return Status.Ok;
    }

    private Status Add(scoped in ElfImage elf, scoped in ElfSegment segment, Handle<MemoryObject> file, Handle<MemoryBudget> budget, ref int relocation)
    {
        ref ProgramSegment made = ref _segments[_count];
        made = new()
        {
            At = Start + (ulong)segment.FirstPage,
            Pages = (ulong)(segment.EndOfPages - segment.FirstPage) / MemoryLayout.PageSize,
            Protection = segment.Protection,
        };
        Status status;
        if (CanBeMapped(elf, segment, relocation))
        {
            made.FirstPage = (ulong)segment.FileOffset / MemoryLayout.PageSize;
            status = Kernel.Clone(file, Shared(segment.Protection), 0, out Handle clone);
            made.Memory = new(clone);
        }
        else
        {
            status = Kernel.CreateMemory(budget, made.Pages, MemoryOptions.None, out made.Memory);
            if (status == Status.Ok) status = Fill(elf, segment, made.Memory, ref relocation);
            if (status != Status.Ok) _ = Kernel.Release(made.Memory);
        }
        if (status == Status.Ok) _count++;
        return status;
    }

    /// <summary>Is the segment in memory what it is in the file, page by page?</summary>
    private readonly bool CanBeMapped(scoped in ElfImage elf, scoped in ElfSegment segment, int relocation)
        => segment.Protection != Protection.ReadWrite
            && segment.Content.Length == segment.Size
            && (segment.FileOffset - segment.Offset) % (int)MemoryLayout.PageSize == 0
            && !(elf.TryFindRelocation(ref relocation, new(Start), out int place, out _) && place < segment.EndOfPages);

    /// <summary>What a process may do with memory that it has in common with others.</summary>
    private static Rights Shared(Protection protection)
        => Rights.Clone | Rights.Transfer | Rights.Read | (protection == Protection.ReadExecute ? Rights.Execute : 0);

    /// <summary>Fills memory with a segment as it has to be at <see cref="Start"/>, a page at a time.</summary>
    /// <param name="relocation">The first that is not done; they stand in ascending order.</param>
    private readonly Status Fill(scoped in ElfImage elf, scoped in ElfSegment segment, Handle<MemoryObject> memory, ref int relocation)
    {
        const int size = (int)MemoryLayout.PageSize;
        Span<byte> page = stackalloc byte[size];
        for (int at = segment.FirstPage; at < segment.EndOfPages; at += size)
        {
            bool isTouched = CopyPart(segment, at, page);
            while (elf.TryFindRelocation(ref relocation, new(Start), out int place, out ulong word) && place < at + size)
            {
                MemoryMarshal.Write(page.Slice(place - at), in word);
                isTouched = true;
                relocation++;
            }
            if (!isTouched) continue;
            Status status = Kernel.WriteMemory(memory, (ulong)(at - segment.FirstPage), page);
            if (status != Status.Ok) return status;
        }
        return Status.Ok;
    }

    /// <summary>Fills a page with what a segment's content has for it, and zeros.</summary>
    /// <param name="at">The page, from the first of the image.</param>
    /// <returns>Whether there is anything but zeros.</returns>
    private static bool CopyPart(scoped in ElfSegment segment, int at, Span<byte> page)
    {
        page.Clear();
        int from = Math.Max(segment.Offset, at), to = Math.Min(segment.Offset + segment.Content.Length, at + page.Length);
        if (from >= to) return false;
        segment.Content.Slice(from - segment.Offset, to - from).CopyTo(page.Slice(from - at));
        return true;
    }

    /// <summary>Maps the program into a process's space.</summary>
    /// <param name="process">It holds what is mapped, by handles that it is not told of.</param>
    /// <param name="budget">Pays for its copies.</param>
    public readonly Status MapInto(Handle<AddressSpace> space, Handle<Process> process, Handle<MemoryBudget> budget)
    {
        for (int i = 0; i < _count; i++)
        {
            ProgramSegment segment = _segments[i];
            Status status = segment.IsCopied ? Copy(segment, budget, out Handle<MemoryObject> memory) : Share(segment, out memory);
            if (status == Status.Ok) status = ProcessMemory.MapAndGive(space, process, memory, segment.FirstPage, segment.At, segment.Pages, segment.Protection);
            if (status != Status.Ok) return status;
        }
        return Status.Ok;
    }

    private static Status Share(in ProgramSegment segment, out Handle<MemoryObject> memory)
    {
        Status status = Kernel.Clone(segment.Memory, Shared(segment.Protection), 0, out Handle clone);
        memory = new(clone);
        return status;
    }

    /// <summary>Memory of two cores shares no pages: what is charged to another core's budget is copied at once.</summary>
    private static Status Copy(in ProgramSegment segment, Handle<MemoryBudget> budget, out Handle<MemoryObject> memory)
    {
        Status status = Kernel.CreateCopy(budget, segment.Memory, out memory);
        return status == Status.NotSupported ? ProcessMemory.CopyContent(segment.Memory, segment.Pages, budget, out memory) : status;
    }

    /// <summary>Gives up what the image is made of. Processes that have it keep it.</summary>
    public void Release()
    {
        for (int i = 0; i < _count; i++) _ = Kernel.Release(_segments[i].Memory);
        _count = 0;
    }
}
