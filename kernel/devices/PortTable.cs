using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Machines;

namespace Diesis.Kernel.Devices;

/// <summary>Which I/O ports a process may use: a page.</summary>
// SAFETY: whoever makes one has zeroed memory of a page.
[StructLayout(LayoutKind.Sequential)]
public unsafe struct PortTable
{
    public const int MostRanges = 510;

    [InlineArray(MostRanges)]
    private struct Room { private PortRange _first; }

    /// <summary>A number that no table of any process ever had before its last change.</summary>
    public ulong Version { get; private set; }

    private int _count;
    private Room _ranges;

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public ReadOnlySpan<PortRange> Ranges => ((Span<PortRange>)_ranges).Slice(0, _count);

    /// <summary>Adds ports; those that are there already stay.</summary>
    /// <param name="version">The table's, if it changes.</param>
    /// <returns>False when there is no room.</returns>
    public bool TryAdd(PortRange range, ulong version)
    {
        foreach (PortRange present in Ranges)
        {
            if (present.Contains(range)) return true;
        }
        if (_count == MostRanges) return false;
        _ranges[_count++] = range;
        Version = version;
        return true;
    }
}
