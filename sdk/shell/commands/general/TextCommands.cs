using System;
using System.Collections.Generic;
using System.Globalization;
using Diesis.Shell.Machine;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Commands.General;

/// <summary>Commands on texts.</summary>
public static class TextCommands
{
    /// <summary>What is looked for in a text is no longer: so that looking ends soon, whatever the two are.</summary>
    private const int MostSought = 1024;

    /// <summary>What a part of a text takes besides its characters.</summary>
    private const int BytesPerPart = 40;

    /// <summary>The parts of a text between separators.</summary>
    /// <example>"a,b,c" | split</example>
    [Command]
    public static string[] Split(CommandContext context, string text, string separator = ",")
        => separator == "" ? [text] : CanSeek(context, separator) ? Parts(context, text, separator) : [];

    /// <summary>The lines of a text. Of a file, see readLines.</summary>
    /// <example>"one\ntwo" | lines | count</example>
    [Command]
    public static string[] Lines(CommandContext context, string text)
    {
        string[] lines = Parts(context, text, "\n");
        for (int i = 0; i < lines.Length; i++) lines[i] = lines[i].TrimEnd('\r');
        return lines.Length > 0 && lines[^1] == "" ? lines.AsSpan(0, lines.Length - 1).ToArray() : lines;
    }

    /// <summary>The parts of a text between blanks.</summary>
    /// <example>"to be or not" | words | last(1)</example>
    [Command]
    public static string[] Words(CommandContext context, string text)
    {
        List<string> words = [];
        int start = 0;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] is not (' ' or '\t' or '\n' or '\r')) continue;
            if (at > start && !TryAdd(context, words, text.Substring(start, at - start))) break;
            start = at + 1;
        }
        return words.ToArray();
    }

    private static string[] Parts(CommandContext context, string text, string separator)
    {
        List<string> parts = [];
        int start = 0;
        while (true)
        {
            int end = text.AsSpan(start).IndexOf(separator);
            if (!TryAdd(context, parts, end < 0 ? text.Substring(start) : text.Substring(start, end)) || end < 0) return parts.ToArray();
            start += end + separator.Length;
        }
    }

    private static bool TryAdd(CommandContext context, List<string> parts, string part)
    {
        if (parts.Count >= ListValue.MostItems) context.Fail($"there are more than {ListValue.MostItems} parts");
        if (context.IsEnding || !context.TryCharge(BytesPerPart + 2 * part.Length)) return false;
        parts.Add(part);
        return true;
    }

    private static bool CanSeek(CommandContext context, string part)
    {
        if (part.Length <= MostSought) return true;
        context.Fail($"what is looked for has {MostSought} characters at most");
        return false;
    }

    /// <summary>The characters of a text, one by one.</summary>
    /// <example>"aé😀" | characters | count</example>
    [Command]
    public static IEnumerable<string> Characters(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            _ = TextWidth.Next(text, at, out int length);
            yield return text.Substring(at, length);
            at += length;
        }
    }

    /// <summary>Whether a text has another in it.</summary>
    /// <example>"apple".contains("pp")</example>
    [Command]
    public static bool Contains(CommandContext context, string text, string part) => CanSeek(context, part) && text.Contains(part, StringComparison.Ordinal);

    /// <summary>Whether a text begins with another.</summary>
    /// <example>"apple".startsWith("ap")</example>
    [Command]
    public static bool StartsWith(string text, string part) => text.StartsWith(part, StringComparison.Ordinal);

    /// <summary>Whether a text ends with another.</summary>
    /// <example>"apple".endsWith("le")</example>
    [Command]
    public static bool EndsWith(string text, string part) => text.EndsWith(part, StringComparison.Ordinal);

    /// <summary>Whether a text is like a pattern: * stands for any characters, ? for one.</summary>
    /// <param name="pattern">as names of files have them</param>
    /// <example>["a.txt", "b.cs"] | where(n => n.matches("*.txt"))</example>
    [Command]
    public static bool Matches(string text, string pattern) => NamePattern.Matches(pattern, text);

    /// <summary>Where a text has another in it, counted from 0; -1 if nowhere.</summary>
    /// <example>"apple".indexOf("l")</example>
    [Command]
    public static long IndexOf(CommandContext context, string text, string part) => CanSeek(context, part) ? text.IndexOf(part, StringComparison.Ordinal) : -1;

    /// <summary>A text with one part replaced by another wherever it stands.</summary>
    /// <example>"a.b".replace(".", "-")</example>
    [Command]
    public static string Replace(CommandContext context, string text, string part, string with)
    {
        if (part == "") context.Fail("nothing stands everywhere: say what is to be replaced");
        if (part == "" || !CanSeek(context, part)) return text;
        long length = text.Length;
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0;)
        {
            length += with.Length - part.Length;
            int next = text.AsSpan(at + part.Length).IndexOf(part);
            at = next < 0 ? -1 : at + part.Length + next;
        }
        if (length > ValueText.MostCharacters) context.Fail($"a text has {ValueText.MostCharacters} characters at most");
        return length > ValueText.MostCharacters || !context.TryCharge(2 * length) ? text : text.Replace(part, with, StringComparison.Ordinal);
    }

    /// <summary>A text without blanks around it.</summary>
    /// <example>"  a ".trim()</example>
    [Command]
    public static string Trim(string text) => text.Trim();

    /// <summary>A text in small letters.</summary>
    /// <example>"Apple".lower()</example>
    [Command]
    public static string Lower(string text) => text.ToLowerInvariant();

    /// <summary>A text in capital letters.</summary>
    /// <example>"Apple".upper()</example>
    [Command]
    public static string Upper(string text) => text.ToUpperInvariant();

    /// <summary>How many UTF-16 code units a text has.</summary>
    /// <example>"apple".length()</example>
    [Command]
    public static long Length(string text) => text.Length;

    /// <summary>A part of a text, from a place on, as long as said or to the end.</summary>
    /// <param name="from">counted from 0</param>
    /// <example>"apple".part(1, 3)</example>
    [Command]
    public static string Part(string text, long from, long length = 9223372036854775807)
    {
        int start = (int)Math.Clamp(from, 0, text.Length);
        return text.Substring(start, (int)Math.Clamp(length, 0, text.Length - start));
    }

    /// <summary>The number that a text is; it is a failure if it is none.</summary>
    /// <example>"12".toInt() + 1</example>
    [Command]
    public static long ToInt(CommandContext context, string text)
    {
        if (long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, null, out long number)) return number;
        context.Fail($"\"{Shortened(text)}\" is no integer");
        return 0;
    }

    /// <summary>The number, perhaps with a point, that a text is; it is a failure if it is none.</summary>
    /// <example>"1.5".toDouble() * 2</example>
    [Command]
    public static double ToDouble(CommandContext context, string text)
    {
        if (double.TryParse(text.Trim(), NumberStyles.Float, null, out double number)) return number;
        context.Fail($"\"{Shortened(text)}\" is no number");
        return 0;
    }

    /// <summary>For a message.</summary>
    private static string Shortened(string text) => ValueText.Harmless(text.Length <= 60 ? text : text.Substring(0, 60) + "…", keepsLines: false);

    /// <summary>Writes a text as it is, and an end of line.</summary>
    /// <example>print("hello")</example>
    [Command]
    public static void Print(CommandContext context, string text) => context.Output.Write(text + "\n");
}
