using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Memory;

/// <summary>Where a kernel and the direct map may go, and one of these places by a random number.</summary>
public static class KernelPlacement
{
    /// <summary>
    /// Kernels start within the first of the two gigabytes at the top; what a kernel maps for itself has the second.
    /// </summary>
    private const ulong VirtualWindow = Page.HugeSize;

    /// <summary>Below, a PC's firmware and the start-up code of cores have their things.</summary>
    private const ulong LowestPhysical = 1024 * 1024;

    /// <summary>The start of the upper half with four levels of page tables.</summary>
    private const ulong LowestDirectMap = 0xffff_8000_0000_0000;

    /// <summary>Half of the upper half, so that its end stays far from the kernel.</summary>
    private const ulong DirectMapWindow = 1UL << 46;

    /// <summary>A random page for an image of so many bytes in the kernel's window.</summary>
    public static VirtualAddress ChooseVirtual(scoped ref RandomSource random, ulong size)
    {
        ulong places = (VirtualWindow >> Page.Shift) - Page.CountFor(size) + 1;
        return new(LimineProtocol.LowestExecutableAddress + (random.Below(places) << Page.Shift));
    }

    /// <summary>A random start for the direct map, on a boundary of the largest pages.</summary>
    /// <returns>False when there is more memory than the window can show.</returns>
    public static bool TryChooseDirectMap(scoped ref RandomSource random, PhysicalAddress end, out VirtualAddress start)
    {
        start = default;
        ulong places = DirectMapWindow >> Page.HugeShift;
        ulong needed = (end.Value >> Page.HugeShift) + 1;
        if (needed > places) return false;
        start = new(LowestDirectMap + (random.Below(places - needed + 1) << Page.HugeShift));
        return true;
    }

    /// <summary>Where the direct map goes when nothing is to be random.</summary>
    public static VirtualAddress FixedDirectMap => new(LowestDirectMap);

    /// <summary>How many places free memory has for so many bytes.</summary>
    public static ulong CountPhysical(EfiMemoryMap map, ulong size)
    {
        ulong count = 0;
        for (int i = 0; i < map.Count; i++) count += PlacesIn(map[i], size, out _);
        return count;
    }

    /// <param name="place">Below <see cref="CountPhysical"/>; 0 is the lowest of the map's first range.</param>
    public static PhysicalAddress PhysicalAt(EfiMemoryMap map, ulong size, ulong place)
    {
        for (int i = 0; i < map.Count; i++)
        {
            ulong places = PlacesIn(map[i], size, out PhysicalAddress first);
            if (place < places) return first + (place << Page.Shift);
            place -= places;
        }
        return PhysicalAddress.Zero;
    }

    private static ulong PlacesIn(in EfiMemoryDescriptor descriptor, ulong size, out PhysicalAddress first)
    {
        first = descriptor.Start.Value < LowestPhysical ? new(LowestPhysical) : descriptor.Start;
        if (descriptor.Type != EfiMemoryType.Conventional || descriptor.End <= first) return 0;
        ulong pages = (descriptor.End - first) >> Page.Shift, needed = Page.CountFor(size);
        return pages < needed ? 0 : pages - needed + 1;
    }
}
