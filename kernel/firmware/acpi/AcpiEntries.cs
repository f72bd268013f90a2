using System;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>The entries of a MADT or SRAT: each begins with a byte that says its kind and one that says its
/// length.</summary>
/// <remarks>
/// Every step goes forward by at least two bytes, so the walk ends. It stops at the first entry whose length cannot
/// be, and <see cref="Fault"/> then says why.
/// </remarks>
internal ref struct AcpiEntries(ReadOnlySpan<byte> table, int firstEntry)
{
    private const int EntryHeaderLength = 2;

    private readonly ReadOnlySpan<byte> _table = table;
    private int _next = firstEntry;

    /// <summary>Where the current entry, or the faulty one, begins in the table.</summary>
    public int Offset { get; private set; } = firstEntry;

    public FirmwareFault Fault { get; private set; } = FirmwareFault.None;

    /// <summary>The current entry with its two bytes of header, so that offsets are those of the
    /// specification.</summary>
    public ReadOnlySpan<byte> Current { get; private set; } = default;

    public readonly byte Kind => Current[0];

    public bool MoveNext()
    {
        Offset = _next;
        int rest = _table.Length - _next;
        if (rest == 0) return false;
        if (rest < EntryHeaderLength) return Fail(FirmwareFault.EntryBeyondEnd);

        int length = _table[_next + 1];
        if (length < EntryHeaderLength) return Fail(FirmwareFault.EntryTooShort);
        if (length > rest) return Fail(FirmwareFault.EntryBeyondEnd);

        Current = _table.Slice(_next, length);
        _next += length;
        return true;
    }

    private bool Fail(FirmwareFault fault)
    {
        Fault = fault;
        return false;
    }
}
