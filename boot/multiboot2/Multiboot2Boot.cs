using System;
using Diesis.Machines;

namespace Diesis.Boot.Multiboot2;

/// <summary>The way in from GRUB: turns what a Multiboot2 loader says into <see cref="BootInfo"/>.</summary>
// SAFETY: Multiboot2.S maps the first 4 GiB, where GRUB puts what it hands over; its length is read before
// anything behind it.
public static unsafe class Multiboot2Boot
{
    /// <summary>One past the highest address that the page tables of the way in map.</summary>
    private const ulong MappedEnd = 1UL << 32;

    /// <param name="handOver">A <see cref="Multiboot2HandOver"/>.</param>
    /// <returns>False with a sentence when the loader left out what no kernel can do without.</returns>
    public static bool TryFill(void* handOver, scoped ref BootInfo info, out ReadOnlySpan<byte> problem)
    {
        // SAFETY: Multiboot2.S filled the structure, in the kernel's own image.
        ref readonly var start = ref *(Multiboot2HandOver*)handOver;
        info.LoaderDirectMap = start.DirectMap.Value;
        info.LoaderDirectMapEnd = new PhysicalAddress(MappedEnd);
        info.KernelBase = start.ImageBase;
        info.KernelPhysicalBase = start.ImageStart;

        // SAFETY: the information lies below 4 GiB, as all that a 32-bit loader hands over, and that is mapped; its
        // own first word, which says its length, is there in any case.
        byte* bytes = (byte*)(start.DirectMap + start.Information.Value).Pointer;
        uint length = *(uint*)bytes;
        if (length > Multiboot2Information.MostLength || length > MappedEnd - start.Information.Value)
        {
            problem = "the loader's Multiboot2 information is longer than any can be"u8;
            return false;
        }
        return Multiboot2Information.TryFill(new ReadOnlySpan<byte>(bytes, (int)length), start.Information,
            start.ImageStart, start.ImageLength, ref info, out problem);
    }
}
