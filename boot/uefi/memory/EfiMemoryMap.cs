using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Memory;

/// <summary>The firmware's memory map as it gave it: descriptors of a size that it chose. UEFI 2.10, 7.2.3.</summary>
public readonly ref struct EfiMemoryMap(ReadOnlySpan<byte> content, int descriptorSize)
{
    /// <summary>No processor served has more address bits: ranges beyond are mistakes of the firmware.</summary>
    private const ulong EndOfMemory = 1UL << 52;

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly int _descriptorSize = descriptorSize;

    public int Count => _descriptorSize < Unsafe.SizeOf<EfiMemoryDescriptor>() ? 0 : _content.Length / _descriptorSize;

    /// <summary>A descriptor, empty when what it says cannot be.</summary>
    public EfiMemoryDescriptor this[int index]
    {
        get
        {
            EfiMemoryDescriptor descriptor =
                MemoryMarshal.Read<EfiMemoryDescriptor>(_content.Slice(index * _descriptorSize));
            bool isSane = descriptor.Start.IsAlignedTo(Page.Size) && descriptor.Start.Value < EndOfMemory
                && descriptor.Pages <= (EndOfMemory - descriptor.Start.Value) >> Page.Shift;
            return isSane ? descriptor : default;
        }
    }

    /// <summary>The end of the highest memory that a kernel may be shown.</summary>
    public PhysicalAddress EndOfMappedMemory(ulong revision)
    {
        PhysicalAddress end = PhysicalAddress.Zero;
        for (int i = 0; i < Count; i++)
        {
            EfiMemoryDescriptor descriptor = this[i];
            if (LimineMemoryKinds.IsMapped(LimineMemoryKinds.Of(descriptor.Type, revision), revision)
                && descriptor.End > end) end = descriptor.End;
        }
        return end;
    }

    /// <summary>True when every byte of the range is in memory that the firmware told of.</summary>
    public bool Covers(PhysicalAddress start, ulong length)
    {
        for (int i = 0; i < Count; i++)
        {
            EfiMemoryDescriptor descriptor = this[i];
            if (descriptor.Type is EfiMemoryType.MemoryMappedIo or EfiMemoryType.MemoryMappedIoPorts) continue;
            if (start >= descriptor.Start && start < descriptor.End && length <= descriptor.End - start) return true;
        }
        return false;
    }

    /// <summary>
    /// Converts the map to the protocol's kinds. Where a firmware's descriptors contradict each other, the kind that
    /// forbids more wins, because it is painted later.
    /// </summary>
    public void PaintInto(scoped ref MemoryMapPainter map, ulong revision)
    {
        foreach (LimineMemoryKind kind in LimineMemoryKinds.FromWeakest)
            for (int i = 0; i < Count; i++)
            {
                EfiMemoryDescriptor descriptor = this[i];
                if (LimineMemoryKinds.Of(descriptor.Type, revision) == kind)
                    map.Paint(descriptor.Start, descriptor.End, kind);
            }
    }
}
