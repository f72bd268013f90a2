using System;
using Diesis.Abi;
using Diesis.Boot.Limine;
using Diesis.Boot.Elf;
using Diesis.Boot.Uefi.Memory;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>What the kernel will see where, and the page tables that say so.</summary>
public readonly ref struct KernelSpace
{
    /// <summary>The image as checked.</summary>
    public required ElfImage Image { get; init; }

    /// <summary>Its memory.</summary>
    public required PhysicalAddress Start { get; init; }

    /// <summary>Where the kernel sees it.</summary>
    public required VirtualAddress Base { get; init; }

    /// <summary>Where the kernel sees physical address 0.</summary>
    public required VirtualAddress DirectMap { get; init; }

    /// <summary>The image's memory, as the loader sees it.</summary>
    public required Span<byte> Memory { get; init; }

    public PhysicalAddress End => Start + (ulong)Image.Size;

    /// <summary>
    /// Maps the image, each segment as it asks, and the memory that the protocol shows in the direct map. The latter is
    /// readable and writable and not, as the protocol allows, executable: nothing is ever both.
    /// </summary>
    /// <returns>False when the tables take more memory than there is.</returns>
    public bool TryMap<TFormat>(
        ref PageTableBuilder<TFormat> tables, PhysicalAddress root, ref readonly MemoryMapPainter map, ulong revision)
        where TFormat : struct, IPageTableFormat
    {
        foreach (ElfSegment segment in Image.Segments)
        {
            ulong offset = (ulong)segment.FirstPage, length = (ulong)(segment.EndOfPages - segment.FirstPage);
            MappingAttributes attributes = new(segment.Protection, CachePolicy.WriteBack, Audience.Kernel);
            if (!tables.TryMap(root, Base + offset, Start + offset, length, attributes)) return false;
        }
        foreach (LimineMemoryMapEntry entry in map.Entries)
        {
            if (!LimineMemoryKinds.IsMapped(entry.Kind, revision)) continue;
            CachePolicy cache =
                entry.Kind == LimineMemoryKind.Framebuffer ? CachePolicy.WriteCombining : CachePolicy.WriteBack;
            MappingAttributes attributes = new(Protection.ReadWrite, cache, Audience.Kernel);
            if (!tables.TryMap(root, DirectMap + entry.Base.Value, entry.Base, entry.Length, attributes)) return false;
        }
        return true;
    }
}
