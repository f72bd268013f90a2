using System;
using System.Text;
using Diesis.Shell.Machine;
using Diesis.Shell.Types;

namespace Diesis.Shell.Presentation;

/// <summary>Values as text, for people: sizes and durations in units that leave few digits.</summary>
public static class ValueText
{
    /// <summary>The longest text that the language makes.</summary>
    public const int MostCharacters = 1 << 20;

    /// <summary>What of a long list or deep record is shown within a line.</summary>
    private const int MostItems = 100, MostDepth = 8;

    /// <summary>Behind so many characters of a list or record the rest is left out.</summary>
    private const int MostShown = 1 << 16;

    private const long TicksPerDay = 864_000_000_000, UnixEpochTicks = 719_162 * TicksPerDay, NanosecondsPerTick = 100;

    public static string Of(Value value, ShellType type)
    {
        if (type == PrimitiveType.Text) return value.Text;
        StringBuilder text = new();
        Append(text, value, type, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Value value, ShellType type, int depth)
    {
        switch (type)
        {
            case PrimitiveType: AppendPrimitive(text, value, type, isNested: depth > 0); break;
            case ListType or RecordType when depth >= MostDepth: text.Append('…'); break;
            case ListType list: AppendList(text, value.List.Items, list.Item, depth + 1); break;
            case RecordType record: AppendRecord(text, value.Record, record, depth + 1); break;
            default: text.Append(type.ToString()); break;
        }
    }

    private static void AppendPrimitive(StringBuilder text, Value value, ShellType type, bool isNested)
    {
        if (type.IsReference) AppendText(text, value.Text, isNested);
        else if (type == PrimitiveType.Bool) text.Append(value.IsTrue ? "true" : "false");
        else if (type == PrimitiveType.Double) text.Append(value.Double);
        else if (type == PrimitiveType.Size) AppendSize(text, value.Bits);
        else if (type == PrimitiveType.Duration) AppendDuration(text, value.Bits);
        else if (type == PrimitiveType.Time) text.Append(DateOf(value.Bits).ToString("yyyy-MM-dd HH:mm:ss"));
        else text.Append(value.Bits);
    }

    private static void AppendText(StringBuilder text, string value, bool isNested)
    {
        if (isNested) text.Append('"').Append(value).Append('"');
        else text.Append(value);
    }

    private static void AppendList(StringBuilder text, Value[] items, ShellType type, int depth)
    {
        text.Append('[');
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0) text.Append(", ");
            if (i == MostItems || text.Length > MostShown)
            {
                text.Append('…');
                break;
            }
            Append(text, items[i], type, depth);
        }
        text.Append(']');
    }

    private static void AppendRecord(StringBuilder text, RecordValue record, RecordType type, int depth)
    {
        text.Append("{ ");
        for (int i = 0; i < type.Fields.Length; i++)
        {
            if (i > 0) text.Append(", ");
            if (text.Length > MostShown)
            {
                text.Append('…');
                break;
            }
            text.Append(type.Fields[i].Name).Append(": ");
            Append(text, record.Fields[i], type.Fields[i].Type, depth);
        }
        text.Append(" }");
    }

    private static void AppendSize(StringBuilder text, long bytes)
    {
        ReadOnlySpan<string> units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        double rest = bytes;
        int unit = 0;
        // What would be shown as 1024.0 is one of the next unit.
        while (Math.Abs(rest) >= 1023.95 && unit < units.Length - 1)
        {
            if (unit == 0 && Math.Abs(rest) < 1024) break;
            rest /= 1024;
            unit++;
        }
        if (unit == 0) text.Append(bytes);
        else AppendTenths(text, rest);
        text.Append(' ').Append(units[unit]);
    }

    private static void AppendDuration(StringBuilder text, long nanoseconds)
    {
        const double second = 1e9;
        double rest = Math.Abs((double)nanoseconds);
        if (nanoseconds < 0) text.Append('-');
        if (rest < 1_000) text.Append((long)rest).Append(" ns");
        else if (rest < 999_950) AppendTenths(text, rest / 1_000).Append(" µs");
        else if (rest < 999_950_000) AppendTenths(text, rest / 1_000_000).Append(" ms");
        else if (rest < 59.95 * second) AppendTenths(text, rest / second).Append(" s");
        else if (rest < 3_599.5 * second) AppendPair(text, (long)Math.Round(rest / second), 60, "min", "s");
        else if (rest < 86_370 * second) AppendPair(text, (long)Math.Round(rest / second / 60), 60, "h", "min");
        else AppendPair(text, (long)Math.Round(rest / second / 3_600), 24, "d", "h");
    }

    private static void AppendPair(StringBuilder text, long count, long of, string large, string small)
    {
        text.Append(count / of).Append(' ').Append(large);
        if (count % of != 0) text.Append(' ').Append(count % of).Append(' ').Append(small);
    }

    /// <summary>With one digit behind the point, if that is not a zero.</summary>
    private static StringBuilder AppendTenths(StringBuilder text, double value)
    {
        long tenths = (long)Math.Round(Math.Abs(value) * 10);
        if (value < 0 && tenths > 0) text.Append('-');
        text.Append(tenths / 10);
        return tenths % 10 == 0 ? text : text.Append('.').Append(tenths % 10);
    }

    /// <summary>A moment as the core library has it.</summary>
    public static DateTime DateOf(long nanoseconds)
    {
        long ticks = nanoseconds / NanosecondsPerTick;
        if (nanoseconds % NanosecondsPerTick < 0) ticks--;
        return new DateTime(UnixEpochTicks + ticks, DateTimeKind.Utc);
    }

    /// <summary>A moment as the language has it.</summary>
    public static long TimeOf(DateTime date)
    {
        // From 1677 to 2262 nanoseconds since 1970 fit into 64 bits.
        long ticks = Math.Clamp(date.Ticks - UnixEpochTicks, long.MinValue / NanosecondsPerTick, long.MaxValue / NanosecondsPerTick);
        return ticks * NanosecondsPerTick;
    }

    /// <summary>Without what a terminal would take for commands: content of files and names are not to move its cursor.</summary>
    public static string Harmless(string text, bool keepsLines)
    {
        int bad = 0;
        while (bad < text.Length && !IsHarmful(text[bad], keepsLines)) bad++;
        if (bad == text.Length) return text;
        StringBuilder safe = new();
        foreach (char character in text) safe.Append(IsHarmful(character, keepsLines) ? character is '\n' or '\t' or '\r' ? ' ' : '\ufffd' : character);
        return safe.ToString();
    }

    private static bool IsHarmful(char character, bool keepsLines) => char.IsControl(character) && !(keepsLines && character is '\n' or '\t');
}
