using System;
using System.Collections.Generic;
using System.Globalization;
using Diesis.Shell.Machine;
using Diesis.Shell.Presentation;

namespace Diesis.Shell.Commands.General;

/// <summary>Commands on texts.</summary>
public static class TextCommands
{
    /// <summary>The parts of a text between separators.</summary>
    [Command]
    public static string[] Split(string text, string separator = ",") => separator == "" ? [text] : text.Split(separator);

    /// <summary>The lines of a text.</summary>
    [Command]
    public static string[] Lines(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++) lines[i] = lines[i].TrimEnd('\r');
        return lines.Length > 0 && lines[^1] == "" ? lines.AsSpan(0, lines.Length - 1).ToArray() : lines;
    }

    /// <summary>The parts of a text between blanks.</summary>
    [Command]
    public static string[] Words(string text) => text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The characters of a text, one by one.</summary>
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
    [Command]
    public static bool Contains(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    /// <summary>Whether a text begins with another.</summary>
    [Command]
    public static bool StartsWith(string text, string part) => text.StartsWith(part, StringComparison.Ordinal);

    /// <summary>Whether a text ends with another.</summary>
    [Command]
    public static bool EndsWith(string text, string part) => text.EndsWith(part, StringComparison.Ordinal);

    /// <summary>Where a text has another in it, counted from 0; -1 if nowhere.</summary>
    [Command]
    public static long IndexOf(string text, string part) => text.IndexOf(part, StringComparison.Ordinal);

    /// <summary>A text with one part replaced by another wherever it stands.</summary>
    [Command]
    public static string Replace(CommandContext context, string text, string part, string with)
    {
        if (part == "") context.Fail("nothing stands everywhere: say what is to be replaced");
        return part == "" ? text : text.Replace(part, with, StringComparison.Ordinal);
    }

    /// <summary>A text without blanks around it.</summary>
    [Command]
    public static string Trim(string text) => text.Trim();

    /// <summary>A text in small letters.</summary>
    [Command]
    public static string Lower(string text) => text.ToLowerInvariant();

    /// <summary>A text in capital letters.</summary>
    [Command]
    public static string Upper(string text) => text.ToUpperInvariant();

    /// <summary>How many UTF-16 code units a text has.</summary>
    [Command]
    public static long Length(string text) => text.Length;

    /// <summary>A part of a text, from a place on, as long as said or to the end.</summary>
    [Command]
    public static string Part(string text, long from, long length = 9223372036854775807)
    {
        int start = (int)Math.Clamp(from, 0, text.Length);
        return text.Substring(start, (int)Math.Clamp(length, 0, text.Length - start));
    }

    /// <summary>The number that a text is; it is a failure if it is none.</summary>
    [Command]
    public static long ToInt(CommandContext context, string text)
    {
        if (long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, null, out long number)) return number;
        context.Fail($"\"{text}\" is no integer");
        return 0;
    }

    /// <summary>The number, perhaps with a point, that a text is; it is a failure if it is none.</summary>
    [Command]
    public static double ToDouble(CommandContext context, string text)
    {
        if (double.TryParse(text.Trim(), NumberStyles.Float, null, out double number)) return number;
        context.Fail($"\"{text}\" is no number");
        return 0;
    }

    /// <summary>Writes a text as it is, and an end of line.</summary>
    [Command]
    public static void Print(CommandContext context, string text) => context.Output.Write(text + "\n");
}
