using System;
using Diesis.Abi;
using Diesis.Boot;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>Reaches page tables through a direct map that begins at a given address.</summary>
public readonly unsafe struct DirectMapAccess(ulong start) : ITableAccess
{
    private readonly ulong _start = start;

    // SAFETY: whoever made this says that the map shows all memory that tables are taken from.
    public ulong* Entries(PhysicalAddress table) => (ulong*)(_start + table.Value);
    public void Clear(PhysicalAddress table) => new Span<byte>(Entries(table), (int)Page.Size).Clear();
}

/// <summary>
/// The kernel's half of the address space while it is being made (<see cref="KernelLayout"/>): image, direct map, devices,
/// core areas. Used by the boot core alone, before other cores run.
/// </summary>
// SAFETY: boot memory and hand-over outlive this, as its maker promised; memory is reached through a direct map
// that shows it.
public unsafe struct KernelSpace : IDeviceMapper, IPhysicalReader
{
    private readonly BootMemory* _memory;
    private PageTables<PageTableFormat, DirectMapAccess> _tables;

    /// <summary>Which memory <see cref="TryView"/> may read through the direct map.</summary>
    private readonly BootInfo* _info;

    private KernelSpace(BootMemory* memory, BootInfo* info, PageTables<PageTableFormat, DirectMapAccess> tables)
    {
        _memory = memory;
        _info = info;
        _tables = tables;
    }

    public readonly PhysicalAddress Root => _tables.Root;

    /// <summary>Makes page tables with the image and the direct map, in the loader's, and goes over to them.</summary>
    /// <safety>Both arguments outlive the result; the code and stack in use lie in the image.</safety>
    public static bool TryEnter(BootInfo* info, BootMemory* memory, out KernelSpace space)
    {
        space = default;
        int largest = Machine.LargestLeafLevel;
        var byLoader = new DirectMapAccess(info->LoaderDirectMap);
        memory->ReachableEnd = info->LoaderDirectMapEnd.Frame;
        if (!PageTables<PageTableFormat, DirectMapAccess>.TryCreate(largest, byLoader, ref *memory, out var tables)) return false;

        space = new KernelSpace(memory, info, tables);
        if (!space.TryMapImage(Machine.Image) || !space.TryMapMemory(Machine.Image)) return false;
        Machine.UsePageTables(tables.Root);

        // From here on the kernel's own direct map is there.
        var byKernel = new DirectMapAccess(KernelLayout.DirectMap.Value);
        space._tables = new PageTables<PageTableFormat, DirectMapAccess>(tables.Root, largest, byKernel);
        memory->ReachableEnd = default;
        return true;
    }

    public void* MapDevice(PhysicalAddress start, ulong length) => MapWindow(start, length, Protection.ReadWrite, CachePolicy.Device);

    /// <summary>Maps a framebuffer, or other memory of a device that is written in bulk.</summary>
    public void* MapWriteCombining(PhysicalAddress start, ulong length)
        => MapWindow(start, length, Protection.ReadWrite, CachePolicy.WriteCombining);

    /// <summary>Memory of the boot map is read through the direct map; other addresses, where firmware may keep tables, uncached.</summary>
    public bool TryView(PhysicalAddress start, ulong length, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (length > int.MaxValue || start.Value >= KernelLayout.PhysicalLimit || length > KernelLayout.PhysicalLimit - start.Value) return false;
        void* view = IsInDirectMap(start, length)
            ? Machine.DirectMap(start)
            : MapWindow(start, length, Protection.Read, CachePolicy.WriteCombining);
        if (view == null) return false;
        // SAFETY: all of the range is mapped, for good.
        bytes = new ReadOnlySpan<byte>(view, (int)length);
        return true;
    }

    /// <summary>Maps fresh, zeroed memory, read and written, for one core's use.</summary>
    /// <param name="bytes">Whole pages.</param>
    public bool TryMapNew(VirtualAddress at, ulong bytes)
    {
        if (!_memory->TryTakeRun(bytes >> Page.Shift, 1, out FrameRange frames)) return false;
        new Span<byte>(Machine.DirectMap(frames.Start.Start), (int)bytes).Clear();
        var attributes = new MappingAttributes(Protection.ReadWrite, CachePolicy.WriteBack, Audience.Kernel);
        bool mapped = _tables.Map(at, frames.Start.Start, bytes, attributes, ref *_memory) == MapResult.Ok;
        Machine.CompleteMappings();
        return mapped;
    }

    /// <summary>Shows every process how to tell the time.</summary>
    /// <param name="page">Where the kernel writes it.</param>
    public bool TryShowClock(ClockPage clock, out ClockPage* page)
    {
        page = null;
        if (!_memory->TryTakeRun(1, 1, out FrameRange frame)) return false;
        page = (ClockPage*)Machine.DirectMap(frame.Start.Start);
        new Span<byte>(page, (int)Page.Size).Clear();
        *page = clock;
        var attributes = new MappingAttributes(Protection.Read, CachePolicy.WriteBack, Audience.User);
        bool mapped = _tables.Map(new VirtualAddress(ClockPage.Address), frame.Start.Start, Page.Size, attributes, ref *_memory) == MapResult.Ok;
        Machine.CompleteMappings();
        return mapped;
    }

    /// <summary>Makes the page in which other cores start, and page tables in which it has its own address, with the kernel's half.</summary>
    public bool TryMakeStartPage(PhysicalAddress limit, out Frame page, out PhysicalAddress root)
    {
        const ulong rootLimit = 1UL << 32;
        page = default;
        root = default;
        var low = FrameRange.Between(new Frame(1), limit.Frame);
        var lowRoot = FrameRange.Between(new Frame(1), new PhysicalAddress(rootLimit).Frame);
        if (!_memory->TryTakeWithin(low, 1, 1, out FrameRange pages)) return false;
        if (!_memory->TryTakeWithin(lowRoot, 1, 1, out FrameRange roots)) return false;
        page = pages.Start;
        root = roots.Start.Start;
        new Span<byte>(Machine.DirectMap(root), (int)Page.Size).Clear();

        var access = new DirectMapAccess(KernelLayout.DirectMap.Value);
        var tables = new PageTables<PageTableFormat, DirectMapAccess>(root, largestLeafLevel: 0, access);
        tables.ShareUpperHalf(_tables.Root);
        var attributes = new MappingAttributes(Protection.ReadExecute, CachePolicy.WriteBack, Audience.Kernel);
        return tables.Map(new VirtualAddress(page.Start.Value), page.Start, Page.Size, attributes, ref *_memory) == MapResult.Ok;
    }

    private bool TryMapImage(KernelImage image)
        => TryMapImagePart(image.Text, image.ReadOnly, Protection.ReadExecute)
        && TryMapImagePart(image.ReadOnly, image.Data, Protection.Read)
        && TryMapImagePart(image.Data, image.BootStackGuard, Protection.ReadWrite)
        && TryMapImagePart(image.BootStackGuard + Page.Size, image.End, Protection.ReadWrite);

    private bool TryMapImagePart(VirtualAddress start, VirtualAddress end, Protection protection)
    {
        if (start == end) return true;
        var attributes = new MappingAttributes(protection, CachePolicy.WriteBack, Audience.Kernel);
        return _tables.Map(start, PhysicalOf(start), end - start, attributes, ref *_memory) == MapResult.Ok;
    }

    private readonly PhysicalAddress PhysicalOf(VirtualAddress inImage) => _info->KernelPhysicalBase + (inImage - _info->KernelBase);

    /// <summary>Maps all memory of the boot map; ranges that touch become one, so that large leaves fit.</summary>
    private bool TryMapMemory(KernelImage image)
    {
        PhysicalAddress start = default, end = default;
        for (int i = 0; i < _info->Memory.Count; i++)
        {
            MemoryRange range = _info->Memory[i];
            if (!IsMemory(range.Kind)) continue;
            PhysicalAddress from = range.Start.AlignDown(Page.Size), to = range.End.AlignUp(Page.Size);
            if (to.Value > KernelLayout.PhysicalLimit) continue;
            if (from <= end && end.Value != 0)
            {
                if (to > end) end = to;
                continue;
            }
            if (!TryMapDirect(start, end, image)) return false;
            start = from;
            end = to;
        }
        return TryMapDirect(start, end, image);
    }

    /// <summary>Everything read and written, but for the image's code and constants, which are only read here too.</summary>
    private bool TryMapDirect(PhysicalAddress start, PhysicalAddress end, KernelImage image)
    {
        PhysicalAddress fixedStart = PhysicalOf(image.Text), fixedEnd = PhysicalOf(image.Data);
        if (fixedStart < start || fixedEnd > end) return TryMapDirect(start, end, Protection.ReadWrite);
        return TryMapDirect(start, fixedStart, Protection.ReadWrite)
            && TryMapDirect(fixedStart, fixedEnd, Protection.Read)
            && TryMapDirect(fixedEnd, end, Protection.ReadWrite);
    }

    private bool TryMapDirect(PhysicalAddress start, PhysicalAddress end, Protection protection)
    {
        if (start == end) return true;
        var attributes = new MappingAttributes(protection, CachePolicy.WriteBack, Audience.Kernel);
        return _tables.Map(KernelLayout.DirectMap + start.Value, start, end - start, attributes, ref *_memory) == MapResult.Ok;
    }

    private void* MapWindow(PhysicalAddress start, ulong length, Protection protection, CachePolicy cache)
    {
        if (length == 0 || start.Value >= KernelLayout.PhysicalLimit || length > KernelLayout.PhysicalLimit - start.Value) return null;
        PhysicalAddress first = start.AlignDown(Page.Size), end = (start + length).AlignUp(Page.Size);
        var attributes = new MappingAttributes(protection, cache, Audience.Kernel);
        MapResult result = _tables.Map(KernelLayout.Devices + first.Value, first, end - first, attributes, ref *_memory);
        // Part of it is mapped already: what is not, is now.
        for (PhysicalAddress page = first; result == MapResult.Overlap && page < end; page += Page.Size)
        {
            VirtualAddress at = KernelLayout.Devices + page.Value;
            if (!_tables.TryTranslate(at, out _) && _tables.Map(at, page, Page.Size, attributes, ref *_memory) != MapResult.Ok)
                return null;
        }
        Machine.CompleteMappings();
        return result is MapResult.Ok or MapResult.Overlap ? (KernelLayout.Devices + start.Value).Pointer : null;
    }

    private readonly bool IsInDirectMap(PhysicalAddress start, ulong length)
    {
        for (int i = 0; i < _info->Memory.Count; i++)
        {
            MemoryRange range = _info->Memory[i];
            if (IsMemory(range.Kind) && start >= range.Start && start + length <= range.End) return true;
        }
        return false;
    }

    private static bool IsMemory(MemoryKind kind) => kind is MemoryKind.Usable or MemoryKind.LoaderReclaimable
        or MemoryKind.AcpiReclaimable or MemoryKind.AcpiNonVolatile or MemoryKind.KernelAndModules;
}
