global using HeapPlatform = Diesis.DiesisHeapPlatform;

using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.GarbageCollection;

namespace Diesis;

/// <summary>
/// The kernel below the heap: a memory object for each range that the heap asks for, mapped whole, with pages only where the heap
/// wants some, which the process's budget pays for.
/// </summary>
internal readonly unsafe struct DiesisHeapPlatform : IHeapPlatform
{
    private const int MostRanges = 8;

    private struct Range
    {
        public nuint Start;
        public nuint Length;
        public SharedHandle<MemoryObject> Memory;
    }

    [InlineArray(MostRanges)]
    private struct Ranges { private Range _first; }

    private static Ranges _ranges;
    private static int _count;

    public static byte* Reserve(nuint length)
    {
        ulong pages = PagesFor(length);
        ulong start = AddressRanges.Take(pages);
        if (start == 0 || _count == MostRanges) ThrowHelpers.FailFast("no address space for the heap");
        if (Kernel.CreateMemory(Startup.Block.Budget, pages, MemoryOptions.None, out Handle<MemoryObject> memory) != Status.Ok
            || Kernel.Map(Startup.Block.Space, memory, start, 0, pages, Protection.ReadWrite) != Status.Ok)
            ThrowHelpers.FailFast("no memory for the heap");
        _ranges[_count++] = new() { Start = (nuint)start, Length = length, Memory = new(memory) };
        // SAFETY: the range was mapped just now, for whoever asked.
        return (byte*)start;
    }

    public static bool TryCommit(byte* start, nuint length)
    {
        ref readonly Range range = ref RangeAround(start);
        ulong first = ((nuint)start - range.Start) / MemoryLayout.PageSize;
        return Kernel.Commit(range.Memory.Here, first, PagesFor((nuint)start - range.Start + length) - first) == Status.Ok;
    }

    public static void Release(byte* start, nuint length)
    {
        ref readonly Range range = ref RangeAround(start);
        _ = Kernel.Decommit(range.Memory.Here, PagesFor((nuint)start - range.Start), PagesFor(length));
    }

    /// <summary>Has a core that is about to join able to do the above.</summary>
    public static bool TryShareWith(int core)
    {
        for (int i = 0; i < _count; i++)
            if (!_ranges[i].Memory.TryShareWith(core)) return false;
        return true;
    }

    private static ref Range RangeAround(byte* address)
    {
        int i = 0;
        while ((nuint)address - _ranges[i].Start >= _ranges[i].Length) i++;
        return ref _ranges[i];
    }

    private static ulong PagesFor(nuint bytes) => (bytes + MemoryLayout.PageSize - 1) / MemoryLayout.PageSize;
}
