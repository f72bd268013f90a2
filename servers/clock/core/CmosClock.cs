using System;
using Diesis.Abi;

namespace Diesis.Servers.Clocks;

/// <summary>The battery-backed clock of every PC, a Motorola MC146818 or what behaves like one, taken to run in UTC.</summary>
public sealed class CmosClock(ICmosPorts ports)
{
    // MC146818 datasheet, "Address map"; the century's place is the one that firmware names in the FADT, in practice always this.
    private const byte Seconds = 0x00, Minutes = 0x02, Hours = 0x04, Weekday = 0x06, Day = 0x07, Month = 0x08, Year = 0x09, StatusA = 0x0A, StatusB = 0x0B, StatusD = 0x0D, Century = 0x32;

    /// <summary>Status A: the clock moves on within 244 µs, and what is read is undefined while it does.</summary>
    private const byte UpdateInProgress = 0x80;

    /// <summary>Status B: it stands still while it is set; numbers are binary, not decimal digits; hours are of 24.</summary>
    private const byte IsBeingSet = 0x80, IsBinary = 0x04, Has24Hours = 0x02;

    /// <summary>Status D: the battery has not failed meanwhile.</summary>
    private const byte IsValid = 0x80;

    /// <summary>With 12 hours, of the hour: it is after noon.</summary>
    private const byte AfterNoon = 0x80;

    /// <summary>A step takes 2 ms at most ("Update cycle"): what takes longer is no clock.</summary>
    private const ulong PatienceNs = 20_000_000;

    private const int MostTries = 4;

    private static readonly DateTime End = new(2200, 1, 1);

    /// <summary>The last that is kept: of the year 2199.</summary>
    public static ulong LastSecond => (ulong)(End - DateTime.UnixEpoch).TotalSeconds - 1;

    private readonly record struct Registers(byte Second, byte Minute, byte Hour, byte Day, byte Month, byte Year, byte Century, byte Status);

    /// <returns><see cref="Status.TimedOut"/>: it steps all the time. <see cref="Status.BadState"/>: what it says is no time, or its battery has failed.</returns>
    public Status Read(out ulong unixSeconds)
    {
        unixSeconds = 0;
        if ((ports.Read(StatusD) & IsValid) == 0) return Status.BadState;
        // Twice the same was not read across a step.
        for (int tries = 0; tries < MostTries; tries++)
        {
            if (!TryRead(out Registers first) || !TryRead(out Registers second)) return Status.TimedOut;
            if (first == second) return TryDecode(first, out unixSeconds) ? Status.Ok : Status.BadState;
        }
        return Status.TimedOut;
    }

    private bool TryRead(out Registers read)
    {
        read = default;
        if (!TryAwaitStep()) return false;
        read = new(ports.Read(Seconds), ports.Read(Minutes), ports.Read(Hours), ports.Read(Day), ports.Read(Month), ports.Read(Year), ports.Read(Century), ports.Read(StatusB));
        return true;
    }

    private bool TryAwaitStep()
    {
        ulong deadline = ports.NowNs + PatienceNs;
        while ((ports.Read(StatusA) & UpdateInProgress) != 0)
            if (ports.NowNs >= deadline) return false;
        return true;
    }

    private static bool TryDecode(Registers read, out ulong unixSeconds)
    {
        unixSeconds = 0;
        bool isBinary = (read.Status & IsBinary) != 0, has24 = (read.Status & Has24Hours) != 0;
        int hour = Number(has24 ? read.Hour : (byte)(read.Hour & ~AfterNoon), isBinary);
        if (!has24)
        {
            if (hour is < 1 or > 12) return false;
            hour = hour % 12 + ((read.Hour & AfterNoon) != 0 ? 12 : 0);
        }
        int yearOfCentury = Number(read.Year, isBinary), century = CenturyOf(read.Century, isBinary), month = Number(read.Month, isBinary), day = Number(read.Day, isBinary);
        int minute = Number(read.Minute, isBinary), second = Number(read.Second, isBinary), year = century * 100 + yearOfCentury;
        bool isTime = yearOfCentury < 100 && year >= 1970 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && hour < 24 && minute < 60 && second < 60;
        if (isTime) unixSeconds = (ulong)(new DateTime(year, month, day, hour, minute, second) - DateTime.UnixEpoch).TotalSeconds;
        return isTime;
    }

    /// <summary>Clocks without a century are younger than this one.</summary>
    private static int CenturyOf(byte register, bool isBinary) => HasCentury(register, isBinary) ? Number(register, isBinary) : 20;

    private static bool HasCentury(byte register, bool isBinary) => Number(register, isBinary) is 19 or 20 or 21;

    /// <summary>Sets it. A clock that had no century keeps none.</summary>
    /// <param name="unixSeconds">Up to <see cref="LastSecond"/>.</param>
    /// <returns><see cref="Status.TimedOut"/>: it steps all the time. <see cref="Status.OutOfRange"/>.</returns>
    public Status Set(ulong unixSeconds)
    {
        if (unixSeconds > LastSecond) return Status.OutOfRange;
        if (!TryAwaitStep()) return Status.TimedOut;
        DateTime time = DateTime.UnixEpoch.AddSeconds(unixSeconds);
        byte status = (byte)(ports.Read(StatusB) & ~IsBeingSet);
        bool isBinary = (status & IsBinary) != 0, has24 = (status & Has24Hours) != 0;
        bool hasCentury = HasCentury(ports.Read(Century), isBinary);
        ports.Write(StatusB, (byte)(status | IsBeingSet));
        ports.Write(Seconds, Digits(time.Second, isBinary));
        ports.Write(Minutes, Digits(time.Minute, isBinary));
        byte hour = has24 ? Digits(time.Hour, isBinary) : (byte)(Digits((time.Hour + 11) % 12 + 1, isBinary) | (time.Hour >= 12 ? AfterNoon : 0));
        ports.Write(Hours, hour);
        ports.Write(Weekday, Digits((int)time.DayOfWeek + 1, isBinary));
        ports.Write(Day, Digits(time.Day, isBinary));
        ports.Write(Month, Digits(time.Month, isBinary));
        ports.Write(Year, Digits(time.Year % 100, isBinary));
        if (hasCentury) ports.Write(Century, Digits(time.Year / 100, isBinary));
        ports.Write(StatusB, status);
        return Status.Ok;
    }

    private static int Number(byte value, bool isBinary) => isBinary ? value : (value & 15) < 10 && value < 0xA0 ? (value >> 4) * 10 + (value & 15) : int.MaxValue / 1000;

    private static byte Digits(int value, bool isBinary) => (byte)(isBinary ? value : value / 10 << 4 | value % 10);
}
