using System;
using System.Diagnostics.CodeAnalysis;

namespace Diesis.Kernel.Firmware;

/// <summary>What was wrong with a table of the firmware.</summary>
public enum FirmwareFault : byte
{
    None,
    Unreadable,
    BadSignature,
    BadChecksum,
    TooShort,
    TooLong,
    EntryTooShort,
    EntryBeyondEnd,
    BadAddress,
    BadValue,
    Overlap,
    Duplicate,
    TooMany,
    TooDeep,
    Missing,
}

/// <summary>
/// One finding about the firmware's tables. A faulty table is left out whole; a faulty entry that does not make the
/// others doubtful (a duplicate, one too many) is left out alone.
/// </summary>
/// <param name="table">The four letters of the table's signature as they lie in memory; of a device tree, "FDT
/// ".</param>
/// <param name="offset">Where in the table.</param>
public readonly struct FirmwareError(uint table, FirmwareFault fault, uint offset)
{
    public uint Table { get; } = table;
    public FirmwareFault Fault { get; } = fault;
    public uint Offset { get; } = offset;

    /// <summary>Writes the table's four letters; what is no printable letter becomes a question mark.</summary>
    public void WriteTableName(Span<byte> name)
    {
        for (int i = 0; i < sizeof(uint); i++)
        {
            byte letter = unchecked((byte)(Table >> (8 * i)));
            name[i] = letter is >= 0x20 and < 0x7f ? letter : (byte)'?';
        }
    }

    /// <summary>The fault in words that follow the table's name: "APIC at 44: …".</summary>
    public ReadOnlySpan<byte> Sentence => Fault switch
    {
        FirmwareFault.Unreadable => "lies outside readable memory"u8,
        FirmwareFault.BadSignature => "does not bear its signature"u8,
        FirmwareFault.BadChecksum => "has a wrong checksum"u8,
        FirmwareFault.TooShort => "is shorter than its fixed part"u8,
        FirmwareFault.TooLong => "is longer than any such table can be"u8,
        FirmwareFault.EntryTooShort => "has an entry shorter than its kind"u8,
        FirmwareFault.EntryBeyondEnd => "has an entry that runs past the table's end"u8,
        FirmwareFault.BadAddress => "names an address range that no machine has"u8,
        FirmwareFault.BadValue => "holds a reserved value"u8,
        FirmwareFault.Overlap => "names one range twice, differently"u8,
        FirmwareFault.Duplicate => "says the same thing twice"u8,
        FirmwareFault.TooMany => "lists more than there is room for"u8,
        FirmwareFault.TooDeep => "is nested too deep"u8,
        FirmwareFault.Missing => "lacks a part that it needs"u8,
        _ => "is in order"u8,
    };
}

/// <summary>The findings about one machine's firmware, the first few of them in full.</summary>
public struct FirmwareErrors
{
    /// <summary>What a device tree's findings bear for a table: "FDT ".</summary>
    public const uint DeviceTree = 'F' | 'D' << 8 | 'T' << 16 | ' ' << 24;

    private BoundedList<FirmwareError, Room16<FirmwareError>> _first;

    /// <summary>All findings, also those that there was no room to keep.</summary>
    public int Total { get; private set; }

    [UnscopedRef]
    public readonly ReadOnlySpan<FirmwareError> First => _first.Items;

    public void Add(uint table, FirmwareFault fault, int offset = 0)
    {
        if (Total < int.MaxValue) Total++;
        _ = _first.TryAdd(new FirmwareError(table, fault, (uint)offset));
    }
}
