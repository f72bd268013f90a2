using System.Runtime.CompilerServices;
using Diesis.Machines;

namespace Diesis.Boot;

public enum MemoryKind : byte
{
    Usable,
    Reserved,
    AcpiReclaimable,
    AcpiNonVolatile,
    Bad,

    /// <summary>The loader's own: free once <see cref="BootInfo"/> is filled and the kernel runs on its own page
    /// tables and stack.</summary>
    LoaderReclaimable,
    KernelAndModules,
    Framebuffer,
}

public struct MemoryRange
{
    public PhysicalAddress Start;
    public ulong Length;
    public MemoryKind Kind;

    public readonly PhysicalAddress End => Start + Length;
}

/// <summary>The machine's memory, sorted by address.</summary>
public struct MemoryMap
{
    public const int MostRanges = 256;

    [InlineArray(MostRanges)]
    private struct Ranges { private MemoryRange _first; }

    private Ranges _ranges;

    public int Count { get; private set; }

    public readonly MemoryRange this[int index] => _ranges[index];

    /// <summary>Ordinary memory that programs use or could use, the kernel's and the loader's included, in bytes.</summary>
    public readonly ulong OrdinaryBytes
    {
        get
        {
            ulong bytes = 0;
            for (int i = 0; i < Count; i++)
                if (_ranges[i].Kind is MemoryKind.Usable or MemoryKind.LoaderReclaimable or MemoryKind.KernelAndModules) bytes += _ranges[i].Length;
            return bytes;
        }
    }

    /// <summary>Takes a range in, at its place by address.</summary>
    /// <returns>False when the map is full.</returns>
    public bool TryAdd(PhysicalAddress start, ulong length, MemoryKind kind)
    {
        if (Count == MostRanges) return false;
        int at = Count;
        while (at > 0 && _ranges[at - 1].Start > start)
        {
            _ranges[at] = _ranges[at - 1];
            at--;
        }
        _ranges[at] = new MemoryRange { Start = start, Length = length, Kind = kind };
        Count++;
        return true;
    }
}
