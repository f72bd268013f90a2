using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.Acpi;

/// <summary>
/// A table whose length and checksum are right. Holding one means that all its bytes can be read; what they say is
/// still the firmware's word.
/// </summary>
/// <remarks>
/// The header, ACPI 6.5, 5.2.6:
/// <code>
///   0          4       8         9         10       16          24            28       32           36
///   signature  length  revision  checksum  OEM id   OEM table   OEM revision  creator  c. revision  body…
/// </code>
/// </remarks>
internal readonly ref struct AcpiTable
{
    public const int HeaderLength = 36;

    /// <summary>Far above any table read here (the MADT of 4,096 cores has 64 KiB): bounds the work of a bad
    /// length.</summary>
    public const uint MostLength = 1 << 20;

    private AcpiTable(ReadOnlySpan<byte> bytes) => Bytes = bytes;

    /// <summary>The whole table, header included, so that offsets are those of the specification.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public byte Revision => Bytes[8];

    /// <returns>False when not even a header can be read there.</returns>
    public static bool TryReadSignature<TMemory>(TMemory memory, PhysicalAddress at, out uint signature)
        where TMemory : struct, IPhysicalReader
    {
        signature = 0;
        if (at.IsZero || !memory.TryView(at, HeaderLength, out var header)) return false;
        signature = header.Little32(0);
        return true;
    }

    public static FirmwareFault TryOpen<TMemory>(TMemory memory, PhysicalAddress at, uint signature, int leastLength,
        out AcpiTable table) where TMemory : struct, IPhysicalReader
    {
        table = default;
        if (at.IsZero || !memory.TryView(at, HeaderLength, out var header)) return FirmwareFault.Unreadable;
        if (header.Little32(0) != signature) return FirmwareFault.BadSignature;

        uint length = header.Little32(4);
        if (length < (uint)leastLength) return FirmwareFault.TooShort;
        if (length > MostLength) return FirmwareFault.TooLong;
        if (!memory.TryView(at, length, out var bytes)) return FirmwareFault.Unreadable;
        if (!SumsToZero(bytes)) return FirmwareFault.BadChecksum;

        table = new AcpiTable(bytes);
        return FirmwareFault.None;
    }

    /// <summary>The rule for every checksum of ACPI: all bytes add up to a multiple of 256.</summary>
    public static bool SumsToZero(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        foreach (byte value in bytes) sum = unchecked(sum + value);
        return (sum & 0xff) == 0;
    }
}
