using System;
using System.Text;

namespace Diesis.Shell.Presentation;

/// <summary>How many cells of a terminal characters take.</summary>
public static class TextWidth
{
    /// <summary>
    /// First and last of the code points that take two cells: those that Unicode 15.1's EastAsianWidth.txt lists as W or F (UAX #11), unassigned ones between them included.
    /// </summary>
    private static ReadOnlySpan<int> Wide =>
    [
        0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe, 0x2614, 0x2615,
        0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be, 0x26c4, 0x26c5, 0x26ce, 0x26ce,
        0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa, 0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b,
        0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755, 0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf,
        0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55, 0x2e80, 0x303e, 0x3041, 0x4dbf, 0x4e00, 0xa4c6, 0xa960, 0xa97c, 0xac00, 0xd7a3,
        0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6b, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18d08, 0x1aff0, 0x1b2fb, 0x1f004, 0x1f004,
        0x1f0cf, 0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f200, 0x1f320, 0x1f32d, 0x1f335, 0x1f337, 0x1f37c, 0x1f37e, 0x1f393,
        0x1f3a0, 0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8, 0x1f43e, 0x1f440, 0x1f440, 0x1f442, 0x1f4fc,
        0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a, 0x1f57a, 0x1f595, 0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f,
        0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0, 0x1f6d2, 0x1f6d5, 0x1f6d7, 0x1f6dc, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc,
        0x1f7e0, 0x1f7eb, 0x1f7f0, 0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000, 0x3fffd,
    ];

    /// <summary>First and last of blocks whose code points take none: combining marks, joiners, selectors of variants (UnicodeData.txt, categories Mn and Cf).</summary>
    private static ReadOnlySpan<int> Combining =>
    [
        0x0300, 0x036f, 0x0483, 0x0489, 0x0591, 0x05bd, 0x0610, 0x061a, 0x064b, 0x065f, 0x1ab0, 0x1aff, 0x1dc0, 0x1dff, 0x200b, 0x200f,
        0x202a, 0x202e, 0x2060, 0x2064, 0x20d0, 0x20ff, 0xfe00, 0xfe0f, 0xfe20, 0xfe2f, 0xe0100, 0xe01ef,
    ];

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

    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300) return rune.Value is < 0x20 or >= 0x7f and < 0xa0 ? 0 : 1;
        if (Has(Combining, rune.Value)) return 0;
        return Has(Wide, rune.Value) ? 2 : 1;
    }

    private static bool Has(ReadOnlySpan<int> ranges, int value)
    {
        int low = 0, high = ranges.Length / 2 - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (value < ranges[2 * middle]) high = middle - 1;
            else if (value > ranges[2 * middle + 1]) low = middle + 1;
            else return true;
        }
        return false;
    }

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
