using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A moment between the years 1 and 9999 of the Gregorian calendar, in ticks of 100 nanoseconds.</summary>
/// <remarks>
/// <code>
///     63……62   61…………………………………………0
///     kind      ticks since the beginning of the year 1
/// </code>
/// </remarks>
public readonly partial struct DateTime : IEquatable<DateTime>, IComparable<DateTime>
{
    private const int KindShift = 62;
    private const ulong TicksMask = (1ul << KindShift) - 1;
    private const long MostTicks = Calendar.DayCount * TimeSpan.TicksPerDay - 1;

    public static readonly DateTime MinValue = new(0);
    public static readonly DateTime MaxValue = new(MostTicks);
    public static readonly DateTime UnixEpoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly ulong _bits;

    public DateTime(long ticks) : this(ticks, DateTimeKind.Unspecified) { }

    public DateTime(long ticks, DateTimeKind kind)
    {
        if ((ulong)ticks > MostTicks) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if ((uint)kind > (uint)DateTimeKind.Local) ThrowHelpers.ThrowArgumentException();
        _bits = (ulong)ticks | (ulong)kind << KindShift;
    }

    public DateTime(int year, int month, int day) : this(year, month, day, 0, 0, 0) { }

    public DateTime(int year, int month, int day, int hour, int minute, int second)
        : this(year, month, day, hour, minute, second, DateTimeKind.Unspecified) { }

    public DateTime(int year, int month, int day, int hour, int minute, int second, DateTimeKind kind)
        : this(year, month, day, hour, minute, second, 0, kind) { }

    public DateTime(int year, int month, int day, int hour, int minute, int second, int millisecond)
        : this(year, month, day, hour, minute, second, millisecond, DateTimeKind.Unspecified) { }

    public DateTime(
        int year, int month, int day, int hour, int minute, int second, int millisecond, DateTimeKind kind)
        : this(Calendar.DaysBefore(year, month, day) * TimeSpan.TicksPerDay
            + TicksOfDay(hour, minute, second, millisecond), kind) { }

    public long Ticks => (long)(_bits & TicksMask);

    public DateTimeKind Kind => (DateTimeKind)(_bits >> KindShift);

    public int Year => Calendar.DateOf(DayNumber).Year;
    public int Month => Calendar.DateOf(DayNumber).Month;
    public int Day => Calendar.DateOf(DayNumber).Day;
    public int DayOfYear => DayNumber - Calendar.DaysBefore(Year, 1, 1) + 1;

    /// <summary>The first day of the calendar is a Monday.</summary>
    public DayOfWeek DayOfWeek => (DayOfWeek)((DayNumber + 1) % 7);

    public int Hour => TimeOfDay.Hours;
    public int Minute => TimeOfDay.Minutes;
    public int Second => TimeOfDay.Seconds;
    public int Millisecond => TimeOfDay.Milliseconds;
    public int Microsecond => TimeOfDay.Microseconds;
    public int Nanosecond => TimeOfDay.Nanoseconds;

    public DateTime Date => new(Ticks - Ticks % TimeSpan.TicksPerDay, Kind);
    public TimeSpan TimeOfDay => new(Ticks % TimeSpan.TicksPerDay);

    public static bool IsLeapYear(int year)
    {
        if (year is < 1 or > Calendar.LastYear) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return Calendar.IsLeap(year);
    }

    public static int DaysInMonth(int year, int month)
    {
        if (year is < 1 or > Calendar.LastYear || month is < 1 or > 12) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return Calendar.DaysIn(year, month);
    }

    public static DateTime SpecifyKind(DateTime value, DateTimeKind kind) => new(value.Ticks, kind);

    private int DayNumber => (int)(Ticks / TimeSpan.TicksPerDay);

    private static long TicksOfDay(int hour, int minute, int second, int millisecond)
    {
        bool isTime = (uint)hour < 24 && (uint)minute < 60 && (uint)second < 60 && (uint)millisecond < 1000;
        if (!isTime) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new TimeSpan(0, hour, minute, second, millisecond).Ticks;
    }
}
