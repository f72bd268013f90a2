using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace System;

/// <summary>Reads values of enumerations: a number, or names with commas between them.</summary>
internal static class EnumParser
{
    internal static Number.ParsingResult Parse<TEnum>(ReadOnlySpan<char> text, bool ignoreCase, out TEnum value)
        where TEnum : struct
    {
        text = text.TrimStart();
        bool isNumber = !text.IsEmpty && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+');
        var result = isNumber
            ? ParseNumber(text, EnumValue.Of(default(TEnum)), out ulong bits)
            : ParseNames(text, EnumMembers.Of<TEnum>(), ignoreCase, out bits);
        value = Unsafe.As<ulong, TEnum>(ref bits);
        return result;
    }

    private static Number.ParsingResult ParseNumber(ReadOnlySpan<char> text, EnumValue zero, out ulong bits)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite;
        ulong most = ulong.MaxValue >> 64 - zero.Size * 8;
        if (!zero.IsSigned) return Number.ParseUnsigned(text, style, most, out bits);
        var result = Number.ParseSigned(text, style, (long)(most >> 1), out long number);
        bits = unchecked((ulong)number);
        return result;
    }

    private static Number.ParsingResult ParseNames(
        ReadOnlySpan<char> text, EnumDescription members, bool ignoreCase, out ulong bits)
    {
        bits = 0;
        ulong all = 0;
        while (true)
        {
            int comma = text.IndexOf(',');
            int index = IndexOf((comma < 0 ? text : text.Slice(0, comma)).Trim(), members, ignoreCase);
            if (index < 0) return Number.ParsingResult.NotANumber;
            all |= members.Values[index];
            if (comma < 0) break;
            text = text.Slice(comma + 1);
        }
        bits = all;
        return Number.ParsingResult.Parsed;
    }

    private static int IndexOf(ReadOnlySpan<char> name, EnumDescription members, bool ignoreCase)
    {
        for (int i = 0; i < members.Values.Length; i++)
            if (IsSame(name, members.NameOf(i), ignoreCase)) return i;
        return -1;
    }

    /// <summary>What is no text becomes a replacement character, which no name has.</summary>
    private static bool IsSame(ReadOnlySpan<char> text, ReadOnlySpan<byte> name, bool ignoreCase)
    {
        while (!text.IsEmpty && !name.IsEmpty)
        {
            _ = Rune.DecodeFromUtf16(text, out var left, out int units);
            _ = Rune.DecodeFromUtf8(name, out var right, out int bytes);
            if (left != right && !(ignoreCase && IsSameLetter(left, right))) return false;
            text = text.Slice(units);
            name = name.Slice(bytes);
        }
        return text.IsEmpty && name.IsEmpty;
    }

    private static bool IsSameLetter(Rune left, Rune right)
        => (left.Value ^ right.Value) == 0x20 && right.IsAscii && char.IsAsciiLetter((char)right.Value);
}
