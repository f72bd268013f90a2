using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Moments and lengths of time. What kind a moment is, is kept, and does not matter for its order.</summary>
public readonly partial struct DateTime
{
    public DateTime AddTicks(long value) => new(checked(Ticks + value), Kind);
    public DateTime Add(TimeSpan value) => AddTicks(value.Ticks);
    public DateTime AddDays(double value) => AddUnits(value, TimeSpan.TicksPerDay);
    public DateTime AddHours(double value) => AddUnits(value, TimeSpan.TicksPerHour);
    public DateTime AddMinutes(double value) => AddUnits(value, TimeSpan.TicksPerMinute);
    public DateTime AddSeconds(double value) => AddUnits(value, TimeSpan.TicksPerSecond);
    public DateTime AddMilliseconds(double value) => AddUnits(value, TimeSpan.TicksPerMillisecond);
    public DateTime AddYears(int value) => AddMonths(checked(value * 12));

    /// <summary>A day that the month does not have becomes its last.</summary>
    public DateTime AddMonths(int months)
    {
        var (year, month, day) = Calendar.DateOf(DayNumber);
        int since = checked(year * 12 + month - 1 + months);
        if (since is < 12 or >= (Calendar.LastYear + 1) * 12) ThrowHelpers.ThrowArgumentOutOfRangeException();
        (year, month) = (since / 12, since % 12 + 1);
        int days = Calendar.DaysBefore(year, month, Math.Min(day, Calendar.DaysIn(year, month)));
        return new(days * TimeSpan.TicksPerDay + Ticks % TimeSpan.TicksPerDay, Kind);
    }

    public DateTime Subtract(TimeSpan value) => AddTicks(checked(-value.Ticks));
    public TimeSpan Subtract(DateTime value) => new(Ticks - value.Ticks);

    public static DateTime operator +(DateTime d, TimeSpan t) => d.Add(t);
    public static DateTime operator -(DateTime d, TimeSpan t) => d.Subtract(t);
    public static TimeSpan operator -(DateTime d1, DateTime d2) => d1.Subtract(d2);

    public int CompareTo(DateTime value) => Ticks.CompareTo(value.Ticks);
    public static int Compare(DateTime t1, DateTime t2) => t1.CompareTo(t2);
    public bool Equals(DateTime value) => Ticks == value.Ticks;
    public static bool Equals(DateTime t1, DateTime t2) => t1.Equals(t2);
    public override bool Equals(object? value) => value is DateTime other && Equals(other);
    public override int GetHashCode() => Ticks.GetHashCode();

    public static bool operator ==(DateTime d1, DateTime d2) => d1.Ticks == d2.Ticks;
    public static bool operator !=(DateTime d1, DateTime d2) => d1.Ticks != d2.Ticks;
    public static bool operator <(DateTime t1, DateTime t2) => t1.Ticks < t2.Ticks;
    public static bool operator <=(DateTime t1, DateTime t2) => t1.Ticks <= t2.Ticks;
    public static bool operator >(DateTime t1, DateTime t2) => t1.Ticks > t2.Ticks;
    public static bool operator >=(DateTime t1, DateTime t2) => t1.Ticks >= t2.Ticks;

    private DateTime AddUnits(double value, long ticksPerUnit)
    {
        // Whole units apart, because their ticks can be more than a double tells apart.
        double whole = Math.Truncate(value);
        if (!(Math.Abs(whole) <= MostTicks / ticksPerUnit)) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return AddTicks((long)whole * ticksPerUnit + (long)((value - whole) * ticksPerUnit));
    }
}
