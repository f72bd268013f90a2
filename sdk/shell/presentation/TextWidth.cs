using System;
using System.Text;
using Diesis.Texts;

namespace Diesis.Shell.Presentation;

/// <summary>How many cells of a terminal characters take.</summary>
public static class TextWidth
{
    public static int Of(ReadOnlySpan<char> text)
    {
        int columns = 0;
        while (text.Length > 0)
        {
            columns += Next(text, out int length);
            text = text.Slice(length);
        }
        return columns;
    }

    public static int Next(string text, int at, out int length) => Next(text.AsSpan(at), out length);

    /// <summary>The width of the first character, and how many code units it is.</summary>
    public static int Next(ReadOnlySpan<char> text, out int length)
    {
        if (text[0] < 0x300)
        {
            length = 1;
            return char.IsControl(text[0]) ? 0 : 1;
        }
        _ = Rune.DecodeFromUtf16(text, out Rune rune, out length);
        return Of(rune);
    }

    /// <summary>Control characters take none.</summary>
    public static int Of(Rune rune) => rune.Value is < 0x20 or >= 0x7f and < 0xa0 ? 0 : CharacterWidth.Of((uint)rune.Value);

    /// <summary>As much of a text as fits into so many cells, an ellipsis at its end if something was cut off.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns) return text;
        int used = 0, at = 0;
        while (at < text.Length)
        {
            int width = Next(text, at, out int length);
            if (used + width > columns - 1) break;
            used += width;
            at += length;
        }
        return text.Substring(0, at) + "…";
    }
}
