using System;

namespace Diesis.Servers.Fat;

/// <summary>A time as FAT keeps it, to two seconds; taken as universal time.</summary>
/// <remarks>FAT, "Date and Time Formats": day 0–4, month 5–8, years since 1980 9–15; two seconds 0–4, minutes 5–10, hours 11–15.</remarks>
public readonly record struct FatTime(ushort Date, ushort Time)
{
    private const int FirstYear = 1980, LastYear = FirstYear + 127;

    /// <summary>The nearest that there is.</summary>
    public static FatTime From(DateTime time)
    {
        if (time.Year < FirstYear) time = new(FirstYear, 1, 1);
        if (time.Year > LastYear) time = new(LastYear, 12, 31, 23, 59, 58);
        return new((ushort)(time.Year - FirstYear << 9 | time.Month << 5 | time.Day), (ushort)(time.Hour << 11 | time.Minute << 5 | time.Second / 2));
    }

    /// <returns>False when the bits are no time, as in entries that were never given one.</returns>
    public bool TryGet(out DateTime time)
    {
        int day = Date & 31, month = Date >> 5 & 15, year = FirstYear + (Date >> 9), second = (Time & 31) * 2, minute = Time >> 5 & 63, hour = Time >> 11;
        time = default;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || second > 59 || minute > 59 || hour > 23) return false;
        time = new(year, month, day, hour, minute, second, DateTimeKind.Utc);
        return true;
    }
}
