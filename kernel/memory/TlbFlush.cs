using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>
/// The flush that is owed after mappings were taken away or changed. Until it is carried out on every core that may use
/// the page tables, these cores may still use the old mappings, and their table walkers the tables cut off; so only
/// after it may the memory be used for anything else, and the tables go back (<c>PageTables.Finish</c>).
/// </summary>
/// <remarks>
/// The tables cut off are linked through their first entries. A link is the address of a frame, whose low bits are clear:
/// to a walker that still comes by, an entry that is not present.
/// </remarks>
public ref partial struct TlbFlush(VirtualAddress start, ulong length, ulong step)
{
    /// <summary>What to flush: the page at every <see cref="Step"/> from <see cref="Start"/>. Nothing when the length is 0.</summary>
    public VirtualAddress Start { get; } = start;
    public ulong Length { get; } = length;
    public ulong Step { get; } = step;

    /// <summary>The first of the tables that were cut off, or zero.</summary>
    internal PhysicalAddress DetachedTables { get; set; }
}
