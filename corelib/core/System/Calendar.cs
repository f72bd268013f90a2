using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>The Gregorian calendar, also for the time before there was one. Days count from the first of the year 1.</summary>
internal static class Calendar
{
    public const int LastYear = 9999;

    private const int DaysPerYear = 365;
    private const int DaysPer4Years = 4 * DaysPerYear + 1;
    private const int DaysPer100Years = 25 * DaysPer4Years - 1;
    private const int DaysPer400Years = 4 * DaysPer100Years + 1;

    /// <summary>25 times 400 years, without the last one, a leap year.</summary>
    public const int DayCount = 25 * DaysPer400Years - DaysPerYear - 1;

    /// <summary>Days before each month in a year that is not a leap year.</summary>
    private static ReadOnlySpan<ushort> DaysBeforeMonth
        => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    public static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(int year, int month)
        => DaysBeforeMonth[month] - DaysBeforeMonth[month - 1] + (month == 2 && IsLeap(year) ? 1 : 0);

    /// <returns>The number of a day; a date that does not exist is a bug of the caller's.</returns>
    public static int DaysBefore(int year, int month, int day)
    {
        if (year is < 1 or > LastYear || month is < 1 or > 12 || day < 1 || day > DaysIn(year, month))
            ThrowHelpers.ThrowArgumentOutOfRangeException();
        int leapDay = month > 2 && IsLeap(year) ? 1 : 0;
        return DaysBeforeYear(year) + DaysBeforeMonth[month - 1] + leapDay + day - 1;
    }

    public static (int Year, int Month, int Day) DateOf(int day)
    {
        // By the average length of a year, which is off by one at most.
        int year = (int)(day * 400L / DaysPer400Years) + 1;
        if (DaysBeforeYear(year + 1) <= day) year++;
        if (DaysBeforeYear(year) > day) year--;
        int rest = day - DaysBeforeYear(year);
        int month = rest / 31 + 1;
        if (month < 12 && DaysBefore(year, month + 1, 1) <= day) month++;
        return (year, month, day - DaysBefore(year, month, 1) + 1);
    }

    private static int DaysBeforeYear(int year)
    {
        int before = year - 1;
        return before * DaysPerYear + before / 4 - before / 100 + before / 400;
    }
}
