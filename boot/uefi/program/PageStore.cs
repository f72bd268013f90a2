using System;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

/// <summary>
/// Memory from the firmware, remembered so that all of it can be given back when the kernel cannot be started.
/// </summary>
/// <remarks>
/// Pages of records, each of which starts with a record of the page of records before it and how many it had.
/// </remarks>
// SAFETY: pages of records are taken from the firmware, which maps them one to one, and a new one is begun before
// one is full.
internal struct PageStore
{
    private readonly unsafe EfiBootServices* _services;
    private unsafe Record* _records;
    private int _count;

    private struct Record
    {
        public PhysicalAddress Start;
        public ulong Pages;
    }

    public unsafe PageStore(EfiBootServices* services) => _services = services;

    public Problem Take(ulong bytes, EfiMemoryType type, out PhysicalAddress start)
    {
        start = PhysicalAddress.Zero;
        return Take(EfiAllocation.Anywhere, bytes, type, ref start);
    }

    /// <param name="end">No byte may be at this address or above.</param>
    public Problem TakeBelow(PhysicalAddress end, ulong bytes, EfiMemoryType type, out PhysicalAddress start)
    {
        start = end - 1;
        return Take(EfiAllocation.Below, bytes, type, ref start);
    }

    public Problem TakeAt(PhysicalAddress start, ulong bytes, EfiMemoryType type)
        => Take(EfiAllocation.Exactly, bytes, type, ref start);

    public unsafe void GiveBackAll()
    {
        while (_records != null)
        {
            // SAFETY: _records is a page of this store's, of which _count records are filled.
            for (int i = 1; i < _count; i++) _ = _services->FreePages(_records[i].Start, _records[i].Pages);
            Record* emptied = _records;
            _count = (int)emptied->Pages;
            _records = (Record*)emptied->Start.Value;
            _ = _services->FreePages(new((ulong)emptied), 1);
        }
    }

    private unsafe Problem Take(
        EfiAllocation allocation, ulong bytes, EfiMemoryType type, scoped ref PhysicalAddress start)
    {
        Problem problem = MakeRoomForRecord();
        if (!problem.IsNone) return problem;
        ulong pages = Page.CountFor(bytes);
        EfiStatus status = _services->AllocatePages(allocation, type, pages, ref start);
        if (!status.IsError) _records[_count++] = new() { Start = start, Pages = pages };
        return status.Problem;
    }

    private unsafe Problem MakeRoomForRecord()
    {
        if (_records != null && _count < (int)Page.Size / sizeof(Record)) return Problem.None;
        PhysicalAddress page = PhysicalAddress.Zero;
        EfiStatus status = _services->AllocatePages(EfiAllocation.Anywhere, EfiMemoryType.LoaderData, 1, ref page);
        if (status.IsError) return status.Problem;

        // SAFETY: the firmware maps its memory at its own address, and has just given this page away.
        Record* records = (Record*)page.Value;
        records[0] = new() { Start = new((ulong)_records), Pages = (ulong)_count };
        _records = records;
        _count = 1;
        return Problem.None;
    }
}
