using System;

namespace Diesis.Machines.X86_64;

/// <summary>
/// The battery-backed clock of every PC, a Motorola MC146818 or what behaves like one, taken to run in UTC. Read once, when no loader has said what
/// time it is.
/// </summary>
internal static class X64RealTimeClock
{
    /// <summary>Of all registers that are read.</summary>
    public const int RegisterCount = 8;

    // The index and data ports of the CMOS memory; bit 7 of the index keeps non-maskable interrupts off (ICH9 datasheet, 13.7).
    private const ushort IndexPort = 0x70, DataPort = 0x71;

    // MC146818 datasheet, "Address map"; the century's place is the one that firmware names in the FADT, in practice always this.
    private const byte Seconds = 0x00, Minutes = 0x02, Hours = 0x04, Day = 0x07, Month = 0x08, Year = 0x09, StatusA = 0x0A, StatusB = 0x0B, Century = 0x32;

    /// <summary>Status A: the clock moves on within 244 µs, and what is read is undefined while it does.</summary>
    private const byte UpdateInProgress = 0x80;

    /// <summary>Status B: numbers are binary, not decimal digits; hours are of 24.</summary>
    private const byte IsBinary = 0x04, Has24Hours = 0x02;

    /// <summary>With 12 hours, of the hour: it is after noon.</summary>
    private const byte AfterNoon = 0x80;

    private const int MostTries = 1_000_000;

    /// <returns>Seconds since 1970, UTC; 0 when there is no such clock, or it says what cannot be.</returns>
    public static ulong ReadUnixSeconds()
    {
        Span<byte> first = stackalloc byte[RegisterCount], second = stackalloc byte[RegisterCount];
        // Twice the same was not read across a step.
        for (int tries = 0; tries < 4; tries++)
        {
            if (!TryRead(first) || !TryRead(second)) return 0;
            if (first.SequenceEqual(second)) return Decode(first);
        }
        return 0;
    }

    private static bool TryRead(Span<byte> registers)
    {
        for (int tries = 0; (Read(StatusA) & UpdateInProgress) != 0; tries++)
            if (tries == MostTries) return false;
        registers[0] = Read(Seconds);
        registers[1] = Read(Minutes);
        registers[2] = Read(Hours);
        registers[3] = Read(Day);
        registers[4] = Read(Month);
        registers[5] = Read(Year);
        registers[6] = Read(Century);
        registers[7] = Read(StatusB);
        return true;
    }

    private static byte Read(byte register)
    {
        X64Instructions.Out8(IndexPort, register);
        return X64Instructions.In8(DataPort);
    }

    /// <param name="registers">Seconds, minutes, hours, day, month, year of its century, century, status B.</param>
    /// <returns>Seconds since 1970; 0 for no time.</returns>
    public static ulong Decode(ReadOnlySpan<byte> registers)
    {
        byte status = registers[7];
        bool isBinary = (status & IsBinary) != 0;
        byte hours = registers[2];
        int hour = Number((status & Has24Hours) != 0 ? hours : (byte)(hours & ~AfterNoon), isBinary);
        if ((status & Has24Hours) == 0) hour = hour % 12 + ((hours & AfterNoon) != 0 ? 12 : 0);
        int century = Number(registers[6], isBinary);
        // Clocks without a century are younger than this.
        int year = (century is 19 or 20 or 21 ? century : 20) * 100 + Number(registers[5], isBinary);
        int second = Number(registers[0], isBinary), minute = Number(registers[1], isBinary), day = Number(registers[3], isBinary), month = Number(registers[4], isBinary);
        bool isTime = year >= 1970 && month is >= 1 and <= 12 && day >= 1 && day <= DaysIn(month, year) && hour < 24 && minute < 60 && second < 60;
        return isTime ? ((DaysBefore(year, month) + (ulong)day - 1) * 24 + (ulong)hour) * 3600 + (ulong)minute * 60 + (ulong)second : 0;
    }

    /// <summary>From the start of 1970 to that of a month.</summary>
    private static ulong DaysBefore(int year, int month)
    {
        int days = 0;
        for (int past = 1970; past < year; past++) days += IsLeap(past) ? 366 : 365;
        for (int past = 1; past < month; past++) days += DaysIn(past, year);
        return (ulong)days;
    }

    private static int DaysIn(int month, int year) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static int Number(byte value, bool isBinary) => isBinary ? value : (value >> 4) * 10 + (value & 15);
}
