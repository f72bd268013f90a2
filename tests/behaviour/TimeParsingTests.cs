using System;
using System.Globalization;

namespace Diesis.Tests.Behaviour;

/// <summary>Moments and lengths of time from text, and patterns to write and read them by.</summary>
internal static class TimeParsingTests
{
    public static void Run(ref Transcript transcript)
    {
        Moments(ref transcript);
        Exact(ref transcript);
        Patterns(ref transcript);
        Spans(ref transcript);
    }

    private static void Moments(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts =
        [
            "2024-12-31", "2024-2-29", "2023-02-29", "2024-12-31T23:59:58", "2024-12-31 23:59", "2024-12-31T23:59:58.1", "2024-12-31T23:59:58.12345678", "2024-12-31T23:59:58.99999999",
            "2024-12-31T23:59:58Z", "2024-12-31T23:59:58.5+01:30", "2024-12-31T23:59:58-11:00", "0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59.9999999", "12/31/2024", "1/2/2003 4:05:06",
            "02/30/2024", "12/31/2024 23:59:58.25", "  2024-01-01  ", "2024-13-01", "2024-00-01", "2024-01-01T24:00:00", "2024-01-01T12:60:00", "2024-01-01x", "", "x", "2024-01-01T",
        ];
        foreach (string text in texts)
        {
            foreach (var styles in (ReadOnlySpan<DateTimeStyles>)[DateTimeStyles.None, DateTimeStyles.RoundtripKind, DateTimeStyles.AdjustToUniversal, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal])
            {
                transcript.Case("DateTime.TryParse").Of(text).Of((int)styles).Gives(DateTime.TryParse(text, null, styles, out var moment));
                transcript.Gives(moment.Ticks).Gives((int)moment.Kind);
            }
        }
        transcript.Case("DateTime.Parse").Gives(DateTime.Parse("2001-02-03T04:05:06").Ticks).Gives(DateTime.TryParse("2001-02-03".AsSpan(), out var date)).Gives(date.Ticks)
            .Gives(DateTime.TryParse((string?)null, out date)).Gives(DateTime.Parse("2001-02-03".AsSpan(), null).Ticks);
    }

    private static void Exact(ref Transcript transcript)
    {
        ReadOnlySpan<string> formats = ["yyyy-MM-dd", "yyyyMMddHHmmss", "d", "G", "s", "o", "r", "u", "dd MMM yyyy hh:mm tt", "dddd, d. MMMM yy", "HH:mm:ss.fff", "HH:mm:ss.FFF", "yyyy-MM-ddTHH:mm:sszzz", "'on' yyyy\\-MM", "M/d/yy"];
        ReadOnlySpan<string> texts =
        [
            "2024-12-31", "20241231235958", "12/31/2024", "12/31/2024 23:59:58", "2024-12-31T23:59:58", "2024-12-31T23:59:58.1234567Z", "2024-12-31T23:59:58.1234567", "Tue, 31 Dec 2024 23:59:58 GMT",
            "Wed, 31 Dec 2024 23:59:58 GMT", "2024-12-31 23:59:58Z", "31 Dec 2024 11:59 PM", "31 Dec 2024 12:00 am", "31 Dec 2024 13:00 PM", "Tuesday, 31. December 24", "Tuesday, 31. December 75", "2024-12-31T23:59:58+02:00", "on 2024-12",
            "1/2/03", "2024-12-31 ", "2024-12-3",
        ];
        foreach (string format in formats)
        {
            foreach (string text in texts)
            {
                bool isRead = DateTime.TryParseExact(text, format, null, DateTimeStyles.NoCurrentDateDefault, out var moment);
                transcript.Case("DateTime.TryParseExact").Of(format).Of(text).Gives(isRead).Gives(moment.Ticks).Gives((int)moment.Kind);
            }
        }
        foreach (string text in (ReadOnlySpan<string>)["23:59:58.123", "23:59:58", "1:2:3.004"])
        {
            foreach (string format in (ReadOnlySpan<string>)["HH:mm:ss.fff", "HH:mm:ss.FFF", "H:m:s.FFF"])
            {
                bool isRead = DateTime.TryParseExact(text, format, null, DateTimeStyles.NoCurrentDateDefault, out var moment);
                transcript.Case("DateTime.TryParseExact").Of(format).Of(text).Gives(isRead).Gives(moment.Ticks);
            }
        }
        bool isUniversal = DateTime.TryParseExact("2024-12-31T23:59:58.1234567Z", "o", null, DateTimeStyles.RoundtripKind, out var universal);
        transcript.Case("round trip").Gives(isUniversal).Gives((int)universal.Kind).Gives(DateTime.ParseExact(" 2024-12-31", "yyyy-MM-dd", null, DateTimeStyles.AllowLeadingWhite).Ticks);
    }

    private static void Patterns(ref Transcript transcript)
    {
        Span<char> text = stackalloc char[64];
        ReadOnlySpan<DateTime> moments = [new(2024, 2, 9, 3, 4, 5, 60, DateTimeKind.Utc), new(1, 12, 31, 12, 0, 0), new(2008, 11, 30, 23, 59, 59, DateTimeKind.Local), new(638_400_000_001_234_000)];
        ReadOnlySpan<string> formats =
        [
            "D", "f", "F", "g", "m", "M", "r", "R", "y", "Y", "yyyy-MM-dd", "yy/M/d", "y yyy yyyyy", "ddd dddd", "MMM MMMM", "H:m:s h:mm tt", "hh t", "f ff fff ffff fffff ffffff fffffff", "ss.FFFFFFF", "ss.FFF", "HH'h'mm\"m\"",
            "\\y\\d", "%d", "K z zz zzz", "yyyyMMddTHHmmssK", "x-q.e",
        ];
        foreach (var moment in moments)
        {
            foreach (string format in formats)
            {
                transcript.Case("pattern").Of(moment.Ticks).Of(format).Gives(moment.TryFormat(text, out int written, format));
                transcript.Gives((ReadOnlySpan<char>)text.Slice(0, written));
            }
        }
    }

    private static void Spans(ref Transcript transcript)
    {
        ReadOnlySpan<string> texts =
        [
            "0", "5", "-3", "10675199", "10675200", "1:2", "23:59", "24:00", "1:60", "1:2:3", "01:02:03.4", "01:02:03.1234567", "01:02:03.12345678", "1.2:3", "1.02:03:04.5", "1:2:3:4", "1:2:3:4.5", "-1.02:03:04", "1.5", "1:2.5",
            " 1:2 ", "", "x", "1:2:3:4:5", "10675199.02:48:05.4775807", "-10675199.02:48:05.4775808", "10675199.02:48:05.4775808", "--1", "1.2", "00:00:00.0000001", "1:2:", ":2", "000001:2",
        ];
        foreach (string text in texts)
        {
            transcript.Case("TimeSpan.TryParse").Of(text).Gives(TimeSpan.TryParse(text, out var span));
            transcript.Gives(span.Ticks);
            foreach (string format in (ReadOnlySpan<string>)["c"])
            {
                transcript.Case("TimeSpan.TryParseExact").Of(format).Of(text).Gives(TimeSpan.TryParseExact(text, format, null, out span));
                transcript.Gives(span.Ticks);
            }
        }
        transcript.Case("TimeSpan.Parse").Gives(TimeSpan.Parse("1:2:3").Ticks).Gives(TimeSpan.Parse("1:2:3".AsSpan(), null).Ticks).Gives(TimeSpan.TryParseExact("3:04:05:06.7000000", "G", null, out var exact)).Gives(exact.Ticks)
            .Gives(TimeSpan.TryParseExact("3:4:05:06.7", "g", null, out exact)).Gives(exact.Ticks);
    }
}
