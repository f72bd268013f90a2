using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>
/// Finds the ACPI tables that say what the machine is made of, and has each read. Every length, checksum and address
/// is doubted: a table that is wrong is left out, named among the errors, and the rest goes on.
/// </summary>
public static class AcpiTables
{
    /// <summary>Real machines list some 40 tables.</summary>
    private const int MostTables = 512;

    /// <param name="root">The root pointer (RSDP), of ACPI 1.0 or later.</param>
    /// <param name="machine">Filled from the tables; nothing else of it changes.</param>
    /// <returns>False when there is no list of tables, so that nothing was read.</returns>
    public static bool TryDescribe<TMemory>(TMemory memory, PhysicalAddress root, ref MachineDescription machine,
        ref FirmwareErrors errors) where TMemory : struct, IPhysicalReader
    {
        if (!AcpiRoot.TryRead(memory, root, out var pointers, ref errors)) return false;

        FoundTables found = default;
        if (!(TryFind(memory, pointers.Xsdt, AcpiSignature.Xsdt, sizeof(ulong), ref found, ref errors)
              || TryFind(memory, pointers.Rsdt, AcpiSignature.Rsdt, sizeof(uint), ref found, ref errors)))
            return false;

        // In the order of need: the SRAT speaks of cores that the MADT names.
        if (TryOpen(memory, found.Madt, AcpiSignature.Madt, Madt.FixedLength, out var table, ref errors))
            Madt.Read(table, ref machine, ref errors);
        if (TryOpen(memory, found.Srat, AcpiSignature.Srat, Srat.FixedLength, out table, ref errors))
            Srat.Read(table, ref machine, ref errors);
        if (TryOpen(memory, found.Fadt, AcpiSignature.Fadt, Fadt.FixedLength, out table, ref errors))
            Fadt.Read(table, ref machine, ref errors);
        if (TryOpen(memory, found.Hpet, AcpiSignature.Hpet, Hpet.FixedLength, out table, ref errors))
            Hpet.Read(table, ref machine, ref errors);
        if (TryOpen(memory, found.Mcfg, AcpiSignature.Mcfg, Mcfg.FixedLength, out table, ref errors))
            Mcfg.Read(table, ref machine, ref errors);
        if (TryOpen(memory, found.Spcr, AcpiSignature.Spcr, Spcr.FixedLength, out table, ref errors))
            Spcr.Read(table, ref machine, ref errors);
        if (TryOpen(memory, found.Gtdt, AcpiSignature.Gtdt, Gtdt.FixedLength, out table, ref errors))
            Gtdt.Read(table, ref machine, ref errors);
        return true;
    }

    /// <summary>Where the tables are that this kernel reads; zero for one that is not there.</summary>
    private struct FoundTables
    {
        public PhysicalAddress Madt, Srat, Fadt, Hpet, Mcfg, Spcr, Gtdt;
    }

    private static bool TryFind<TMemory>(TMemory memory, PhysicalAddress list, uint signature, int entryLength,
        ref FoundTables found, ref FirmwareErrors errors) where TMemory : struct, IPhysicalReader
    {
        if (!TryOpen(memory, list, signature, AcpiTable.HeaderLength, out var table, ref errors)) return false;

        var entries = table.Bytes.Slice(AcpiTable.HeaderLength);
        if (entries.Length % entryLength != 0) errors.Add(signature, FirmwareFault.EntryBeyondEnd, table.Bytes.Length);
        int count = entries.Length / entryLength;
        if (count > MostTables)
        {
            errors.Add(signature, FirmwareFault.TooMany, AcpiTable.HeaderLength + MostTables * entryLength);
            count = MostTables;
        }

        for (int i = 0; i < count; i++)
        {
            int at = i * entryLength;
            PhysicalAddress address = new(entryLength == sizeof(ulong) ? entries.Little64(at) : entries.Little32(at));
            if (address.IsZero) continue; // Some firmware leaves the places of tables it dropped empty.
            Note(memory, address, signature, AcpiTable.HeaderLength + at, ref found, ref errors);
        }
        return true;
    }

    private static void Note<TMemory>(TMemory memory, PhysicalAddress address, uint list, int offset,
        ref FoundTables found, ref FirmwareErrors errors) where TMemory : struct, IPhysicalReader
    {
        if (!AcpiTable.TryReadSignature(memory, address, out uint signature))
        {
            errors.Add(list, FirmwareFault.Unreadable, offset);
            return;
        }

        switch (signature)
        {
            case AcpiSignature.Madt: NoteFirst(ref found.Madt, address, signature, ref errors); break;
            case AcpiSignature.Srat: NoteFirst(ref found.Srat, address, signature, ref errors); break;
            case AcpiSignature.Fadt: NoteFirst(ref found.Fadt, address, signature, ref errors); break;
            case AcpiSignature.Hpet: NoteFirst(ref found.Hpet, address, signature, ref errors); break;
            case AcpiSignature.Mcfg: NoteFirst(ref found.Mcfg, address, signature, ref errors); break;
            case AcpiSignature.Spcr: NoteFirst(ref found.Spcr, address, signature, ref errors); break;
            case AcpiSignature.Gtdt: NoteFirst(ref found.Gtdt, address, signature, ref errors); break;
        }
    }

    private static void NoteFirst(ref PhysicalAddress place, PhysicalAddress address, uint signature,
        ref FirmwareErrors errors)
    {
        if (place.IsZero) place = address;
        else errors.Add(signature, FirmwareFault.Duplicate);
    }

    private static bool TryOpen<TMemory>(TMemory memory, PhysicalAddress at, uint signature, int leastLength,
        out AcpiTable table, ref FirmwareErrors errors) where TMemory : struct, IPhysicalReader
    {
        table = default;
        if (at.IsZero) return false;
        var fault = AcpiTable.TryOpen(memory, at, signature, leastLength, out table);
        if (fault != FirmwareFault.None) errors.Add(signature, fault);
        return fault == FirmwareFault.None;
    }
}
