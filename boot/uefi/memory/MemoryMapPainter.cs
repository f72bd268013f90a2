using System;
using Diesis.Boot.Limine;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Memory;

/// <summary>Makes a memory map by painting: what is painted later covers what was there.</summary>
/// <remarks>
/// Invariants: entries are whole pages, ascending, without overlap; neighbours that touch differ in kind.
/// </remarks>
public ref struct MemoryMapPainter(Span<LimineMemoryMapEntry> storage)
{
    private readonly Span<LimineMemoryMapEntry> _storage = storage;
    private int _count;

    public readonly ReadOnlySpan<LimineMemoryMapEntry> Entries => _storage.Slice(0, _count);

    /// <summary>Something did not fit; the map is not to be used.</summary>
    public bool HasOverflowed { get; private set; }

    /// <summary>Declares whole pages to be of a kind: those that the range touches.</summary>
    public void Paint(PhysicalAddress start, PhysicalAddress end, LimineMemoryKind kind)
    {
        start = start.AlignDown(Page.Size);
        end = end.AlignUp(Page.Size);
        if (end <= start) return;
        if (_storage.Length - _count < 2)
        {
            // A paint adds at most two entries: itself, and the rest behind it of one that it parts.
            HasOverflowed = true;
            return;
        }
        SplitAt(start);
        SplitAt(end);
        int first = IndexOfFirstAtOrAfter(start);
        int last = IndexOfFirstAtOrAfter(end);
        Replace(first, last, new() { Base = start, Length = end - start, Kind = kind });
        MergeWithNext(first);
        if (first > 0) MergeWithNext(first - 1);
    }

    /// <summary>What is known of the page that holds this byte; null when nothing is.</summary>
    public readonly LimineMemoryKind? KindAt(PhysicalAddress address)
    {
        foreach (LimineMemoryMapEntry entry in Entries)
            if (address >= entry.Base && address - entry.Base < entry.Length) return entry.Kind;
        return null;
    }

    private void SplitAt(PhysicalAddress cut)
    {
        for (int i = 0; i < _count; i++)
        {
            LimineMemoryMapEntry entry = _storage[i];
            if (cut <= entry.Base || cut - entry.Base >= entry.Length) continue;
            ulong front = cut - entry.Base;
            _storage[i].Length = front;
            Replace(i + 1, i + 1, new() { Base = cut, Length = entry.Length - front, Kind = entry.Kind });
            return;
        }
    }

    private readonly int IndexOfFirstAtOrAfter(PhysicalAddress address)
    {
        int index = 0;
        while (index < _count && _storage[index].Base < address) index++;
        return index;
    }

    /// <summary>
    /// Puts one entry in the place of those from <paramref name="first"/> up to <paramref name="last"/>.
    /// </summary>
    private void Replace(int first, int last, LimineMemoryMapEntry entry)
    {
        _storage.Slice(last, _count - last).CopyTo(_storage.Slice(first + 1));
        _count += first + 1 - last;
        _storage[first] = entry;
    }

    private void MergeWithNext(int index)
    {
        if (index + 1 >= _count) return;
        LimineMemoryMapEntry entry = _storage[index], next = _storage[index + 1];
        if (entry.Kind != next.Kind || entry.Base + entry.Length != next.Base) return;
        entry.Length += next.Length;
        Replace(index, index + 2, entry);
    }
}
