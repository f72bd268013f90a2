using System;
using System.Buffers.Binary;
using Diesis.Machines;

namespace Diesis.Boot.Multiboot2;

/// <summary>Reads what a Multiboot2 loader says. Pure, and every length is doubted. Multiboot2 specification 2.0,
/// 3.6.</summary>
public static class Multiboot2Information
{
    /// <summary>GRUB's fills some kilobytes; copies of a UEFI memory map and of symbols could make it larger.</summary>
    public const uint MostLength = 16 << 20;

    /// <param name="information">All of it, as its first word says.</param>
    /// <param name="at">Where it lies, so that what stays in it can be named and is not given away.</param>
    /// <returns>False with a sentence when the kernel cannot start from it; <paramref name="info"/> is then half
    /// filled.</returns>
    public static bool TryFill(ReadOnlySpan<byte> information, PhysicalAddress at, PhysicalAddress imageStart,
        ulong imageLength, scoped ref BootInfo info, out ReadOnlySpan<byte> problem)
    {
        MemoryMapBuilder memory = default;
        bool fits = memory.TryAdd(imageStart, imageLength, MemoryKind.KernelAndModules)
            // Not reclaimable: the copy of ACPI's root pointer in it is read later.
            && memory.TryAdd(at, (ulong)information.Length, MemoryKind.KernelAndModules);

        bool hasMemory = false, hasNewAcpi = false;
        var tags = new Multiboot2Tags(information);
        while (tags.MoveNext())
        {
            var tag = tags.Current;
            switch (tags.Kind)
            {
                case Multiboot2Tag.CommandLine:
                    info.CommandLine = new BootText1024(Text(tag, Multiboot2Tags.TagHeaderLength));
                    break;
                case Multiboot2Tag.LoaderName:
                    info.Loader = new BootText64(Text(tag, Multiboot2Tags.TagHeaderLength));
                    break;
                case Multiboot2Tag.Module:
                    fits &= TryAddModule(tag, ref memory, ref info);
                    break;
                case Multiboot2Tag.MemoryMap:
                    fits &= TryAddMemory(tag, ref memory, ref hasMemory);
                    break;
                case Multiboot2Tag.Framebuffer:
                    AddFramebuffer(tag, ref info);
                    break;
                case Multiboot2Tag.AcpiNew or Multiboot2Tag.AcpiOld when !hasNewAcpi:
                    // The tag holds a copy of the root pointer; the new one leads to more than the old.
                    hasNewAcpi = tags.Kind == Multiboot2Tag.AcpiNew;
                    info.AcpiRoot = at + (ulong)(tags.Offset + Multiboot2Tags.TagHeaderLength);
                    break;
            }
        }

        problem = default;
        if (tags.IsBroken) problem = "the loader's Multiboot2 information is damaged"u8;
        else if (!hasMemory) problem = "the loader gave no map of memory"u8;
        else if (!fits || !memory.TryBuild(ref info.Memory))
            problem = "the loader's map of memory has more ranges than the kernel keeps"u8;
        return problem.IsEmpty;
    }

    /// <summary>The kernel's command line alone; nothing where there is none.</summary>
    public static ReadOnlySpan<byte> CommandLineOf(ReadOnlySpan<byte> information)
    {
        var tags = new Multiboot2Tags(information);
        while (tags.MoveNext())
            if (tags.Kind == Multiboot2Tag.CommandLine)
                return Text(tags.Current, Multiboot2Tags.TagHeaderLength);
        return default;
    }

    /// <summary>First and end address at 8 and 12, then the module's command line, of which the first word names
    /// it.</summary>
    private static bool TryAddModule(ReadOnlySpan<byte> tag, ref MemoryMapBuilder memory, scoped ref BootInfo info)
    {
        const int textAt = 16;
        if (tag.Length < textAt) return true;
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(tag.Slice(8));
        uint end = BinaryPrimitives.ReadUInt32LittleEndian(tag.Slice(12));
        if (end <= start) return true;

        var name = Text(tag, textAt);
        int space = name.IndexOf((byte)' ');
        if (space >= 0) name = name.Slice(0, space);
        // A module that there is no room for is missed by whoever looks for it; its memory is just not given away.
        _ = info.Modules.TryAdd(new BootModule
        {
            Start = new PhysicalAddress(start),
            Length = end - start,
            Name = new BootText64(name.Slice(name.LastIndexOf((byte)'/') + 1)),
        });
        return memory.TryAdd(new PhysicalAddress(start), end - start, MemoryKind.KernelAndModules);
    }

    /// <summary>Length and version of an entry at 8 and 12; entries: address at 0, length at 8, kind at 16.</summary>
    private static bool TryAddMemory(ReadOnlySpan<byte> tag, ref MemoryMapBuilder memory, ref bool hasMemory)
    {
        const int entriesAt = 16, leastEntry = 20;
        if (tag.Length < entriesAt) return true;
        uint entryLength = BinaryPrimitives.ReadUInt32LittleEndian(tag.Slice(8));
        if (entryLength < leastEntry) return true;

        var entries = tag.Slice(entriesAt);
        while ((uint)entries.Length >= entryLength)
        {
            PhysicalAddress start = new(BinaryPrimitives.ReadUInt64LittleEndian(entries));
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(entries.Slice(8));
            var kind = KindOf(BinaryPrimitives.ReadUInt32LittleEndian(entries.Slice(16)));
            if (!memory.TryAdd(start, length, kind)) return false;
            hasMemory |= kind == MemoryKind.Usable;
            entries = entries.Slice((int)entryLength);
        }
        return true;
    }

    /// <summary>The kinds of the BIOS's map (E820). ACPI 6.5, table 15.1.</summary>
    private static MemoryKind KindOf(uint kind) => kind switch
    {
        1 => MemoryKind.Usable,
        3 => MemoryKind.AcpiReclaimable,
        4 => MemoryKind.AcpiNonVolatile,
        5 => MemoryKind.Bad,
        _ => MemoryKind.Reserved,
    };

    /// <remarks>
    /// Address at 8, pitch 16, width 20, height 24, bits per pixel 28, kind 29; of kind 1 (colours by fields) then
    /// shift and bits of red at 32, green at 34, blue at 36. What is not such a screen is left out.
    /// </remarks>
    private static void AddFramebuffer(ReadOnlySpan<byte> tag, scoped ref BootInfo info)
    {
        const int length = 38;
        const byte direct = 1;
        if (tag.Length < length || tag[29] != direct) return;

        FramebufferInfo screen = new()
        {
            Address = new PhysicalAddress(BinaryPrimitives.ReadUInt64LittleEndian(tag.Slice(8))),
            Pitch = BinaryPrimitives.ReadUInt32LittleEndian(tag.Slice(16)),
            Width = BinaryPrimitives.ReadUInt32LittleEndian(tag.Slice(20)),
            Height = BinaryPrimitives.ReadUInt32LittleEndian(tag.Slice(24)),
            BitsPerPixel = tag[28],
            RedShift = tag[32], RedBits = tag[33],
            GreenShift = tag[34], GreenBits = tag[35],
            BlueShift = tag[36], BlueBits = tag[37],
        };
        if (screen.IsPossible) info.Framebuffer = screen;
    }

    /// <summary>A text up to the zero byte that ends it, or the tag's end.</summary>
    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> tag, int at)
    {
        var text = tag.Slice(at);
        int length = text.IndexOf((byte)0);
        return length < 0 ? text : text.Slice(0, length);
    }
}
