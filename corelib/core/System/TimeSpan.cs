using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A length of time, in ticks of 100 nanoseconds; below zero, back in time.</summary>
public readonly partial struct TimeSpan : IEquatable<TimeSpan>, IComparable<TimeSpan>
{
    public const long NanosecondsPerTick = 100;
    public const long TicksPerMicrosecond = 10;
    public const long TicksPerMillisecond = TicksPerMicrosecond * 1000;
    public const long TicksPerSecond = TicksPerMillisecond * 1000;
    public const long TicksPerMinute = TicksPerSecond * 60;
    public const long TicksPerHour = TicksPerMinute * 60;
    public const long TicksPerDay = TicksPerHour * 24;

    public static readonly TimeSpan Zero = new(0);
    public static readonly TimeSpan MaxValue = new(long.MaxValue);
    public static readonly TimeSpan MinValue = new(long.MinValue);

    private readonly long _ticks;

    public TimeSpan(long ticks) => _ticks = ticks;
    public TimeSpan(int hours, int minutes, int seconds) : this(0, hours, minutes, seconds) { }
    public TimeSpan(int days, int hours, int minutes, int seconds) : this(days, hours, minutes, seconds, 0) { }

    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds)
        : this(days, hours, minutes, seconds, milliseconds, 0) { }

    public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds, int microseconds)
        => _ticks = checked(days * TicksPerDay + hours * TicksPerHour + minutes * TicksPerMinute
            + seconds * TicksPerSecond + milliseconds * TicksPerMillisecond + microseconds * TicksPerMicrosecond);

    public long Ticks => _ticks;

    // What is left when larger units are taken away.
    public int Days => (int)(_ticks / TicksPerDay);
    public int Hours => (int)(_ticks / TicksPerHour % 24);
    public int Minutes => (int)(_ticks / TicksPerMinute % 60);
    public int Seconds => (int)(_ticks / TicksPerSecond % 60);
    public int Milliseconds => (int)(_ticks / TicksPerMillisecond % 1000);
    public int Microseconds => (int)(_ticks / TicksPerMicrosecond % 1000);
    public int Nanoseconds => (int)(_ticks % TicksPerMicrosecond * NanosecondsPerTick);

    public double TotalDays => (double)_ticks / TicksPerDay;
    public double TotalHours => (double)_ticks / TicksPerHour;
    public double TotalMinutes => (double)_ticks / TicksPerMinute;
    public double TotalSeconds => (double)_ticks / TicksPerSecond;
    public double TotalMilliseconds => (double)_ticks / TicksPerMillisecond;
    public double TotalMicroseconds => (double)_ticks / TicksPerMicrosecond;
    public double TotalNanoseconds => (double)_ticks * NanosecondsPerTick;

    public static TimeSpan FromTicks(long value) => new(value);
    public static TimeSpan FromDays(double value) => Of(value * TicksPerDay);
    public static TimeSpan FromDays(int days) => new(checked(days * TicksPerDay));
    public static TimeSpan FromHours(double value) => Of(value * TicksPerHour);
    public static TimeSpan FromHours(int hours) => new(checked(hours * TicksPerHour));
    public static TimeSpan FromMinutes(double value) => Of(value * TicksPerMinute);
    public static TimeSpan FromMinutes(long minutes) => new(checked(minutes * TicksPerMinute));
    public static TimeSpan FromSeconds(double value) => Of(value * TicksPerSecond);
    public static TimeSpan FromSeconds(long seconds) => new(checked(seconds * TicksPerSecond));
    public static TimeSpan FromMilliseconds(double value) => Of(value * TicksPerMillisecond);
    public static TimeSpan FromMilliseconds(long milliseconds) => new(checked(milliseconds * TicksPerMillisecond));
    public static TimeSpan FromMicroseconds(double value) => Of(value * TicksPerMicrosecond);
    public static TimeSpan FromMicroseconds(long microseconds) => new(checked(microseconds * TicksPerMicrosecond));

    public TimeSpan Add(TimeSpan ts) => this + ts;
    public TimeSpan Subtract(TimeSpan ts) => this - ts;
    public TimeSpan Negate() => -this;
    public TimeSpan Duration() => _ticks < 0 ? -this : this;
    public TimeSpan Multiply(double factor) => this * factor;
    public TimeSpan Divide(double divisor) => this / divisor;
    public double Divide(TimeSpan ts) => this / ts;

    public static TimeSpan operator +(TimeSpan t) => t;
    public static TimeSpan operator -(TimeSpan t) => new(checked(-t._ticks));
    public static TimeSpan operator +(TimeSpan t1, TimeSpan t2) => new(checked(t1._ticks + t2._ticks));
    public static TimeSpan operator -(TimeSpan t1, TimeSpan t2) => new(checked(t1._ticks - t2._ticks));
    public static TimeSpan operator *(TimeSpan timeSpan, double factor) => Of(Math.Round(timeSpan._ticks * factor));
    public static TimeSpan operator *(double factor, TimeSpan timeSpan) => timeSpan * factor;
    public static TimeSpan operator /(TimeSpan timeSpan, double divisor) => Of(Math.Round(timeSpan._ticks / divisor));
    public static double operator /(TimeSpan t1, TimeSpan t2) => t1._ticks / (double)t2._ticks;

    public int CompareTo(TimeSpan value) => _ticks.CompareTo(value._ticks);
    public static int Compare(TimeSpan t1, TimeSpan t2) => t1.CompareTo(t2);
    public bool Equals(TimeSpan obj) => _ticks == obj._ticks;
    public override bool Equals(object? value) => value is TimeSpan other && Equals(other);
    public override int GetHashCode() => _ticks.GetHashCode();

    public static bool operator ==(TimeSpan t1, TimeSpan t2) => t1._ticks == t2._ticks;
    public static bool operator !=(TimeSpan t1, TimeSpan t2) => t1._ticks != t2._ticks;
    public static bool operator <(TimeSpan t1, TimeSpan t2) => t1._ticks < t2._ticks;
    public static bool operator <=(TimeSpan t1, TimeSpan t2) => t1._ticks <= t2._ticks;
    public static bool operator >(TimeSpan t1, TimeSpan t2) => t1._ticks > t2._ticks;
    public static bool operator >=(TimeSpan t1, TimeSpan t2) => t1._ticks >= t2._ticks;

    private static TimeSpan Of(double ticks)
    {
        if (double.IsNaN(ticks)) ThrowHelpers.ThrowArgumentException();
        // The largest number of ticks is no double; what is next to it stands for it.
        if (ticks == long.MaxValue) return MaxValue;
        if (ticks is < long.MinValue or > long.MaxValue) ThrowHelpers.ThrowOverflowException();
        return new((long)ticks);
    }
}
