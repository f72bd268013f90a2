using System;
using System.Runtime;
using Diesis.Abi;
using Diesis.Boot;
using Diesis.Boot.Multiboot2;

namespace Diesis.Machines.X86_64;

/// <summary>
/// Gives the image a random place in the address space after a loader that cannot (Multiboot2.S). It stays where it lies
/// in memory, and is mapped where it was linked as well, which is where this runs.
/// </summary>
/// <remarks>
/// <code>
///   tables +  0        second level: entry n maps 2 MiB of the gigabyte that begins where the image is linked
///          +  4 KiB    in use: memory below 4 GiB
///          + 20 KiB    three for the first level of the new place
/// </code>
/// </remarks>
// SAFETY: the tables are those in use, in the image, and written by nobody else; the linker says where relocations begin
// and end, and each is of a word in the image's data, which is mapped where it was linked to be written.
internal static unsafe class X64ImagePlacement
{
    private const int EntriesPerTable = 512;
    private const int FirstSpareTable = 5, SpareTables = 3;

    /// <summary>R_X86_64_RELATIVE: base plus addend. System V ABI, AMD64 supplement, 4.4.1.</summary>
    private const ulong Relative = 8;

    private struct Relocation
    {
        public ulong Place, Kind, Addend;
    }

    /// <returns>How far from where the image was linked its new place is; 0 if it stays.</returns>
    [RuntimeExport("X64ChooseImageBase")]
    private static ulong Choose(Multiboot2HandOver* handOver, ulong* tables)
    {
        KernelImage image = Native.ImageBounds.Read();
        int count = (int)(image.RelocationsEnd - image.Relocations) / sizeof(Relocation);
        var relocations = new ReadOnlySpan<Relocation>(image.Relocations.Pointer, count);
        ulong pages = Page.CountFor(image.End - image.Text);
        if (pages > (SpareTables - 1) * EntriesPerTable || IsUnwanted(in *handOver) || !AreRelative(relocations)) return 0;

        // Behind the 2 MiB pages where it is now, within the gigabyte.
        ulong first = (image.End - image.Text >> Page.LargeShift) + 1 << Page.LargeShift - Page.Shift;
        ulong last = (Page.HugeSize >> Page.Shift) - pages;
        var random = new RandomSource(X64Machine.ReadEntropy());
        ulong distance = first + random.Below(last - first + 1) << Page.Shift;
        Map(image, handOver->ImageStart, distance, tables);
        Relocate(relocations, distance);
        return distance;
    }

    private static bool IsUnwanted(ref readonly Multiboot2HandOver handOver)
        => handOver.TryView(out ReadOnlySpan<byte> information)
            && CommandLineOption.HasWord(Multiboot2Information.CommandLineOf(information), "nokaslr"u8);

    private static void Map(KernelImage image, PhysicalAddress start, ulong distance, ulong* tables)
    {
        ulong* leaves = tables + FirstSpareTable * EntriesPerTable;
        PhysicalAddress spare = start + ((ulong)leaves - image.Text.Value);
        ulong firstEntry = distance >> Page.LargeShift;
        for (ulong table = 0; table < SpareTables && firstEntry + table < EntriesPerTable; table++)
            tables[firstEntry + table] = X64PageTableFormat.MakeTable(spare + table * Page.Size, Audience.Kernel);

        ulong firstLeaf = distance >> Page.Shift & EntriesPerTable - 1;
        for (VirtualAddress at = image.Text; at < image.End; at += Page.Size)
        {
            Protection protection = at < image.ReadOnly ? Protection.ReadExecute
                : at < image.Data ? Protection.Read : Protection.ReadWrite;
            var attributes = new MappingAttributes(protection, CachePolicy.WriteBack, Audience.Kernel);
            leaves[firstLeaf + (at - image.Text >> Page.Shift)] = X64PageTableFormat.MakeLeaf(start + (at - image.Text), 0, attributes);
        }
    }

    private static bool AreRelative(ReadOnlySpan<Relocation> relocations)
    {
        foreach (ref readonly Relocation relocation in relocations)
        {
            if (relocation.Kind != Relative) return false;
        }
        return true;
    }

    /// <summary>From here on, what data points to is the new place.</summary>
    private static void Relocate(ReadOnlySpan<Relocation> relocations, ulong distance)
    {
        foreach (ref readonly Relocation relocation in relocations)
            *(ulong*)relocation.Place = unchecked(relocation.Addend + distance);
    }
}
