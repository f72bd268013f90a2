using System;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Commands.General;

/// <summary>Commands on time.</summary>
public static class TimeCommands
{
    /// <summary>What time it is, in UTC.</summary>
    /// <example>now() - 1.h</example>
    [Command]
    public static DateTime Now() => DateTime.UtcNow;

    /// <summary>How long the system has been running.</summary>
    /// <example>uptime() &gt; 1.min</example>
    [Command]
    public static TimeSpan Uptime() => TimeSpan.FromMilliseconds(Environment.TickCount64);

    /// <summary>The moment that a text names, in UTC; it is a failure if it names none.</summary>
    /// <param name="text">2026-12-01, or 2026-12-01 10:30:00</param>
    /// <example>"2026-12-01".toTime() - "2026-11-01".toTime()</example>
    [Command]
    public static DateTime ToTime(CommandContext context, string text)
    {
        bool isRead = DateTime.TryParse(text.Trim(), null, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal, out DateTime time);
        // 64 bits of nanoseconds hold no other years.
        if (isRead && time.Year is > 1677 and < 2262) return time;
        context.Fail(isRead ? "only moments of the years 1678 to 2261 are known" : "this is no moment: 2026-12-01 10:30:00 would be one");
        return DateTime.UnixEpoch;
    }

    /// <summary>A moment as a text.</summary>
    /// <param name="pattern">yyyy, MM, dd, HH, mm, ss, fff for its parts, ddd and MMM for names; what else stands there stays</param>
    /// <example>now().format("dd.MM.yyyy HH:mm")</example>
    [Command]
    public static string Format(CommandContext context, DateTime time, string pattern = "yyyy-MM-dd HH:mm:ss")
    {
        StringBuilder text = new();
        for (int at = 0; at < pattern.Length && text.Length <= ValueText.MostCharacters;)
        {
            int length = 1;
            while (at + length < pattern.Length && pattern[at + length] == pattern[at]) length++;
            string run = pattern.Substring(at, length);
            at += length;
            if (PartOf(time, run) is { } part) text.Append(part);
            else if (!char.IsAsciiLetter(run[0]) || run == "T" || run == "Z") text.Append(run);
            else
            {
                context.Fail($"'{(run.Length < 20 ? run : run.Substring(0, 20))}' is no part of a moment: yyyy, MM, MMM, dd, ddd, HH, mm, ss, fff are");
                break;
            }
        }
        return text.ToString();
    }

    private static string? PartOf(DateTime time, string run) => run switch
    {
        "yyyy" => time.Year.ToString("D4"),
        "MM" => time.Month.ToString("D2"),
        "MMM" => Months.Substring(3 * (time.Month - 1), 3),
        "dd" => time.Day.ToString("D2"),
        "ddd" => Days.Substring(3 * (int)time.DayOfWeek, 3),
        "HH" => time.Hour.ToString("D2"),
        "mm" => time.Minute.ToString("D2"),
        "ss" => time.Second.ToString("D2"),
        "fff" => time.Millisecond.ToString("D3"),
        _ => null,
    };

    private const string Months = "JanFebMarAprMayJunJulAugSepOctNovDec", Days = "SunMonTueWedThuFriSat";
}
