using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// The flush that is owed after mappings were taken away or narrowed. Until it is carried out on every core that may use
/// the page tables, these cores may still use the old mappings, and their table walkers the tables cut off; so only
/// after it may the memory be used for anything else, and the tables go back.
/// </summary>
public struct TlbFlush
{
    private ulong _start, _end;

    /// <summary>The tables that were cut off.</summary>
    public CutOffTables CutOff;

    public readonly bool IsEmpty => _start == _end;
    public readonly VirtualAddress Start => new(_start);
    public readonly ulong Pages => _end - _start >> Page.Shift;

    /// <summary>Takes in a range whose translations are not to be used any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(VirtualAddress start, ulong length)
    {
        ulong end = start.Value + length;
        if (IsEmpty)
        {
            _start = start.Value;
            _end = end;
            return;
        }
        if (start.Value < _start) _start = start.Value;
        if (end > _end) _end = end;
    }
}
