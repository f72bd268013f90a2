using System;
using Diesis.Machines;

namespace Diesis.Boot.Multiboot2;

/// <summary>The way in from GRUB: turns what a Multiboot2 loader says into <see cref="BootInfo"/>.</summary>
public static unsafe class Multiboot2Boot
{
    /// <param name="handOver">A <see cref="Multiboot2HandOver"/>.</param>
    /// <returns>False with a sentence when the loader left out what no kernel can do without.</returns>
    public static bool TryFill(void* handOver, scoped ref BootInfo info, out ReadOnlySpan<byte> problem)
    {
        // SAFETY: Multiboot2.S filled the structure, in the kernel's own image.
        ref readonly var start = ref *(Multiboot2HandOver*)handOver;
        info.LoaderDirectMap = start.DirectMap.Value;
        info.LoaderDirectMapEnd = new PhysicalAddress(Multiboot2HandOver.MappedEnd);
        info.KernelBase = start.ImageBase;
        info.KernelPhysicalBase = start.ImageStart;
        if (!start.TryView(out ReadOnlySpan<byte> information))
        {
            problem = "the loader's Multiboot2 information is longer than any can be"u8;
            return false;
        }
        return Multiboot2Information.TryFill(information, start.Information,
            start.ImageStart, start.ImageLength, ref info, out problem);
    }
}
