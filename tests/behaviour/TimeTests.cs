using System;

namespace Diesis.Tests.Behaviour;

/// <summary>Lengths of time, and dates of all kinds of years.</summary>
internal static class TimeTests
{
    public static void Run(ref Transcript transcript)
    {
        ReadOnlySpan<TimeSpan> spans =
        [
            TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, new(1), new(-1), new(1, 2, 3), new(23, 59, 60), new(-5, 6, 7, 8, 9), new(10_000, 0, 0, 0, 0, 1),
            TimeSpan.FromDays(1.5), TimeSpan.FromHours(-0.1), TimeSpan.FromMinutes(90L), TimeSpan.FromSeconds(0.123456789), TimeSpan.FromSeconds(100), TimeSpan.FromMilliseconds(1e9 + 0.4),
            TimeSpan.FromMicroseconds(-7),
        ];
        foreach (var span in spans)
        {
            transcript.Case("span").Of(span.Ticks).Gives(span.Days).Gives(span.Hours).Gives(span.Minutes).Gives(span.Seconds).Gives(span.Milliseconds)
                .Gives(span.Microseconds).Gives(span.Nanoseconds).Gives(span.TotalDays).Gives(span.TotalHours).Gives(span.TotalSeconds);
            Text(ref transcript, span, ["", "c", "g", "G"]);
            foreach (var other in spans) transcript.Case("order").Gives(span.CompareTo(other)).Gives(span == other).Gives(span < other).Gives(span >= other);
        }
        var half = TimeSpan.FromSeconds(1.5);
        transcript.Case("arithmetic").Gives((half + half).Ticks).Gives((half - new TimeSpan(5)).Ticks).Gives((-half).Ticks).Gives((half * 0.33333).Ticks).Gives((half / 7).Ticks)
            .Gives(half / new TimeSpan(4)).Gives((-half).Duration().Ticks).Gives((2.5 * half).Ticks);
        Dates(ref transcript);
        Moments(ref transcript);
    }

    private static void Dates(ref Transcript transcript)
    {
        foreach (int year in (ReadOnlySpan<int>)[1, 4, 100, 400, 401, 1582, 1900, 1970, 1999, 2000, 2001, 2023, 2024, 2100, 9999])
        {
            transcript.Case("leap").Of(year).Gives(DateTime.IsLeapYear(year));
            for (int month = 1; month <= 12; month++)
            {
                DateTime first = new(year, month, 1), last = new(year, month, DateTime.DaysInMonth(year, month));
                transcript.Case("month").Gives(first.Ticks).Gives((int)first.DayOfWeek).Gives(first.DayOfYear).Gives(last.Ticks).Gives(last.Year).Gives(last.Month).Gives(last.Day)
                    .Gives(last.DayOfYear);
            }
        }
        // One day of each week or so of four hundred years, and their ends.
        long sum = 0;
        for (long day = 0; day < 146_097; day += 5)
        {
            DateTime date = new(day * TimeSpan.TicksPerDay);
            sum = unchecked(sum * 31 + date.Year * 1_000_000 + date.Month * 10_000 + date.Day * 10 + (int)date.DayOfWeek);
        }
        transcript.Case("days").Gives(sum);
    }

    private static void Moments(ref Transcript transcript)
    {
        ReadOnlySpan<DateTime> moments =
        [
            DateTime.MinValue, DateTime.MaxValue, DateTime.UnixEpoch, new(2024, 2, 29, 23, 59, 58, 987, DateTimeKind.Utc), new(2023, 1, 31, 0, 0, 1), new(633_979_008_000_000_123),
        ];
        foreach (var moment in moments)
        {
            transcript.Case("moment").Of(moment.Ticks).Gives((int)moment.Kind).Gives(moment.Hour).Gives(moment.Minute).Gives(moment.Second).Gives(moment.Millisecond)
                .Gives(moment.Microsecond).Gives(moment.Nanosecond).Gives(moment.Date.Ticks).Gives(moment.TimeOfDay.Ticks);
            Text(ref transcript, moment, ["", "G", "d", "t", "T", "s", "u", "o", "O"]);
            foreach (var other in moments)
                transcript.Case("order").Gives(moment.CompareTo(other)).Gives(moment == other).Gives(moment > other).Gives((moment - other).Ticks);
            if (moment.Year is 1 or 9999) continue;
            transcript.Case("later").Gives(moment.AddDays(1.25).Ticks).Gives(moment.AddHours(-30).Ticks).Gives(moment.AddMinutes(0.1).Ticks).Gives(moment.AddSeconds(1e6 + 0.3).Ticks)
                .Gives(moment.AddMilliseconds(-0.5).Ticks).Gives(moment.AddMonths(1).Ticks).Gives(moment.AddMonths(-13).Ticks).Gives(moment.AddYears(1).Ticks)
                .Gives(moment.AddYears(-4).Ticks).Gives((int)moment.AddYears(2).Kind).Gives((moment + TimeSpan.FromDays(3)).Ticks).Gives((moment - TimeSpan.FromDays(3)).Ticks);
        }
    }

    private static void Text<T>(ref Transcript transcript, T value, scoped ReadOnlySpan<string> formats) where T : ISpanFormattable, IUtf8SpanFormattable
    {
        Span<char> text = stackalloc char[40];
        Span<byte> utf8 = stackalloc byte[40];
        foreach (string format in formats)
        {
            transcript.Case("text").Of(format).Gives(value.TryFormat(text, out int written, format, null));
            transcript.Gives((ReadOnlySpan<char>)text.Slice(0, written)).Gives(value.TryFormat(utf8, out int bytes, format, null)).Gives(bytes)
                .Gives(value.TryFormat(text.Slice(0, written - 1), out written, format, null)).Gives(written);
        }
    }
}
