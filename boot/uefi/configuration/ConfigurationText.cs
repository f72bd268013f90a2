using System;

namespace Diesis.Boot.Uefi.Configuration;

/// <summary>What the words and lines of a configuration file are made of.</summary>
internal static class ConfigurationText
{
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        int start = 0, end = text.Length;
        while (start < end && IsBlank(text[start])) start++;
        while (end > start && IsBlank(text[end - 1])) end--;
        return text.Slice(start, end - start);
    }

    /// <summary>A tab counts as a blank.</summary>
    public static bool IsPrintable(ReadOnlySpan<byte> text)
    {
        foreach (byte character in text)
            if (character is (< 0x20 and not (byte)'\t') or >= 0x7f) return false;
        return true;
    }

    /// <summary>Cuts the first word off; a word ends at a blank. Empty when there is none.</summary>
    public static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        int end = 0;
        while (end < text.Length && !IsBlank(text[end])) end++;
        ReadOnlySpan<byte> word = text.Slice(0, end);
        text = text.Slice(end);
        return word;
    }

    /// <summary>A decimal number of 1 to 5 digits, and nothing else.</summary>
    public static bool TryParseSmallNumber(ReadOnlySpan<byte> text, out uint number)
    {
        number = 0;
        if (text.Length is 0 or > 5) return false;
        foreach (byte digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return false;
            number = number * 10 + (uint)(digit - (byte)'0');
        }
        return true;
    }

    private static bool IsBlank(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r';
}
