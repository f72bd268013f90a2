using System;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Memory;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Firmware.Acpi;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Acpi;

/// <summary>
/// Goes over all ACPI tables, to see to it that the direct map shows them: from base revision 4 on, a table that the
/// firmware left in reserved memory is in memory of kind ReservedMapped. Limine Boot Protocol, "Memory Map Feature".
/// </summary>
internal static class AcpiMemory
{
    /// <summary>Real machines list some 40 tables.</summary>
    private const int MostTables = 512;

    private const uint Dmar = 'D' | 'M' << 8 | 'A' << 16 | 'R' << 24;
    private const uint Ivrs = 'I' | 'V' << 8 | 'R' << 16 | 'S' << 24;

    // Fields of the FADT that lead on. ACPI 6.5, 5.2.9.
    private const int FirmwareControl = 36;
    private const int Dsdt = 40;
    private const int ExtendedFirmwareControl = 132;
    private const int ExtendedDsdt = 140;

    /// <param name="hasIommu">One of the tables describes an IOMMU (DMAR of Intel's, IVRS of AMD's).</param>
    public static void Paint<TMemory>(
        TMemory memory, PhysicalAddress root, scoped ref MemoryMapPainter map, out bool hasIommu)
        where TMemory : struct, IPhysicalReader
    {
        hasIommu = false;
        const ulong RootLength = 36;
        Show(root, RootLength, ref map);
        FirmwareErrors ignored = default;
        if (!AcpiRoot.TryRead(memory, root, out AcpiRoot pointers, ref ignored)) return;
        hasIommu |= PaintList(memory, pointers.Rsdt, AcpiSignature.Rsdt, sizeof(uint), ref map);
        hasIommu |= PaintList(memory, pointers.Xsdt, AcpiSignature.Xsdt, sizeof(ulong), ref map);
    }

    private static bool PaintList<TMemory>(
        TMemory memory, PhysicalAddress at, uint signature, int entrySize, scoped ref MemoryMapPainter map)
        where TMemory : struct, IPhysicalReader
    {
        bool hasIommu = false;
        FirmwareFault fault = AcpiTable.TryOpen(memory, at, signature, AcpiTable.HeaderLength, out AcpiTable list);
        if (fault != FirmwareFault.None) return false;
        Show(at, (ulong)list.Bytes.Length, ref map);
        ReadOnlySpan<byte> entries = list.Bytes.Slice(AcpiTable.HeaderLength);
        for (int i = 0; i < MostTables && entries.Length >= entrySize; i++, entries = entries.Slice(entrySize))
        {
            PhysicalAddress table = new(entrySize == sizeof(ulong) ? entries.Little64(0) : entries.Little32(0));
            uint kind = PaintTable(memory, table, ref map, out ReadOnlySpan<byte> header);
            if (kind == AcpiSignature.Fadt) PaintBehindFadt(memory, header, ref map);
            hasIommu |= kind is Dmar or Ivrs;
        }
        return hasIommu;
    }

    private static void PaintBehindFadt<TMemory>(
        TMemory memory, ReadOnlySpan<byte> fadt, scoped ref MemoryMapPainter map)
        where TMemory : struct, IPhysicalReader
    {
        foreach (int field in (ReadOnlySpan<int>)[FirmwareControl, Dsdt])
            if (fadt.Length >= field + sizeof(uint)) _ = PaintTable(memory, new(fadt.Little32(field)), ref map, out _);
        foreach (int field in (ReadOnlySpan<int>)[ExtendedFirmwareControl, ExtendedDsdt])
            if (fadt.Length >= field + sizeof(ulong)) _ = PaintTable(memory, new(fadt.Little64(field)), ref map, out _);
    }

    /// <returns>The table's signature, or 0 when it cannot be read.</returns>
    private static uint PaintTable<TMemory>(
        TMemory memory, PhysicalAddress at, scoped ref MemoryMapPainter map, out ReadOnlySpan<byte> content)
        where TMemory : struct, IPhysicalReader
    {
        // The FACS has no ordinary header, but its length in the same place. ACPI 6.5, 5.2.10.
        const int SignatureAndLength = 8;
        content = default;
        if (at.IsZero || !memory.TryView(at, SignatureAndLength, out ReadOnlySpan<byte> head)) return 0;
        uint length = head.Little32(4);
        if (length < SignatureAndLength || length > AcpiTable.MostLength) return 0;
        if (!memory.TryView(at, length, out content)) return 0;
        Show(at, length, ref map);
        return head.Little32(0);
    }

    private static void Show(PhysicalAddress start, ulong length, scoped ref MemoryMapPainter map)
    {
        PhysicalAddress end = start + length;
        for (PhysicalAddress page = start.AlignDown(Page.Size); page < end; page += Page.Size)
            if (map.KindAt(page) is null or LimineMemoryKind.Reserved)
                map.Paint(page, page + Page.Size, LimineMemoryKind.ReservedMapped);
    }
}
