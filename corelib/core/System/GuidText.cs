using System.Globalization;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>The five ways of writing a <see cref="Guid"/>.</summary>
internal static class GuidText
{
    private const int Size = 16;
    private const char Byte = 'h';

    /// <returns>What each format writes, an h for a byte in two digits; nothing for no format.</returns>
    private static ReadOnlySpan<byte> PatternOf(int kind) => kind switch
    {
        'n' => "hhhhhhhhhhhhhhhh"u8,
        'd' => "hhhh-hh-hh-hh-hhhhhh"u8,
        'b' => "{hhhh-hh-hh-hh-hhhhhh}"u8,
        'p' => "(hhhh-hh-hh-hh-hhhhhh)"u8,
        'x' => "{0xhhhh,0xhh,0xhh,{0xh,0xh,0xh,0xh,0xh,0xh,0xh,0xh}}"u8,
        _ => default,
    };

    internal static bool TryFormat<TUnit>(
        in Guid value, ReadOnlySpan<char> format, Span<TUnit> destination, out int written)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        var pattern = format.IsEmpty ? PatternOf('d') : format.Length == 1 ? PatternOf(format[0] | 0x20) : default;
        if (pattern.IsEmpty) ThrowHelpers.ThrowFormatException();
        Span<byte> bytes = stackalloc byte[Size];
        _ = value.TryWriteBytes(bytes, true, out _);
        UnitWriter<TUnit> writer = new(destination);
        int next = 0;
        foreach (byte sign in pattern)
        {
            if (sign != Byte)
            {
                writer.Add(sign);
                continue;
            }
            writer.Add("0123456789abcdef"u8[bytes[next] >> 4]);
            writer.Add("0123456789abcdef"u8[bytes[next] & 0xF]);
            next++;
        }
        written = writer.Written;
        return writer.Fits;
    }

    internal static bool TryParse<TUnit>(ReadOnlySpan<TUnit> text, out Guid value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        text = TUnit.Trim(text);
        bool hasHyphens = HasHyphens(text);
        int kind = Number.UnitAt(text, 0) switch
        {
            '(' => 'p',
            '{' => hasHyphens ? 'b' : 'x',
            _ => hasHyphens ? 'd' : 'n',
        };
        return TryParse(text, kind, out value);
    }

    internal static bool TryParseExact(ReadOnlySpan<char> text, ReadOnlySpan<char> format, out Guid value)
    {
        value = default;
        return format.Length == 1 && TryParse(text.Trim(), format[0] | 0x20, out value);
    }

    /// <summary>Digits where the format has them, and nowhere else.</summary>
    internal static bool TryParseStrictly<TUnit>(ReadOnlySpan<TUnit> text, int kind, out Guid value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        Span<byte> bytes = stackalloc byte[Size];
        bool isMatch = TryMatch(text, PatternOf(kind), bytes);
        value = isMatch ? new(bytes, true) : default;
        return isMatch;
    }

    private static bool TryParse<TUnit>(ReadOnlySpan<TUnit> text, int kind, out Guid value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if (kind == 'x') return new GuidReader<TUnit>(text).TryRead(out value);
        if (TryParseStrictly(text, kind, out value)) return true;
        bool isBracketed = text.Length == 38 && kind switch
        {
            'b' => Number.UnitAt(text, 0) == '{' && Number.UnitAt(text, 37) == '}',
            'p' => Number.UnitAt(text, 0) == '(' && Number.UnitAt(text, 37) == ')',
            _ => false,
        };
        if (isBracketed) text = text.Slice(1, 36);
        else if (kind != 'd' || text.Length != 36) return false;
        return TryParseGroups(text, out value);
    }

    private static bool TryMatch<TUnit>(ReadOnlySpan<TUnit> text, ReadOnlySpan<byte> pattern, Span<byte> bytes)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        if (pattern.IsEmpty) return false;
        int at = 0, next = 0;
        foreach (byte sign in pattern)
        {
            uint unit = Number.UnitAt(text, at++);
            if (sign != Byte)
            {
                if (unit != sign) return false;
                continue;
            }
            uint digits = Number.HexDigit(unit), low = Number.HexDigit(Number.UnitAt(text, at++));
            if (digits > 0xF || low > 0xF) return false;
            bytes[next++] = (byte)(digits << 4 | low);
        }
        return at == text.Length;
    }

    /// <summary>
    /// .NET lets groups begin with "+", "0x" or both, as long as they keep their length; but not the end of the last.
    /// </summary>
    private static bool TryParseGroups<TUnit>(ReadOnlySpan<TUnit> text, out Guid value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        value = default;
        bool hasHyphens = Number.UnitAt(text, 8) == '-' && Number.UnitAt(text, 13) == '-'
            && Number.UnitAt(text, 18) == '-' && Number.UnitAt(text, 23) == '-';
        if (!hasHyphens || !TryReadGroup(text.Slice(0, 8), out uint a) || !TryReadGroup(text.Slice(9, 4), out uint b)
            || !TryReadGroup(text.Slice(14, 4), out uint c) || !TryReadGroup(text.Slice(19, 4), out uint d)
            || !TryReadGroup(text.Slice(24, 4), out uint e)) return false;
        var end = Number.ParseUnsigned(text.Slice(28), NumberStyles.AllowHexSpecifier, uint.MaxValue, out ulong f);
        if (end != Number.ParsingResult.Parsed) return false;
        unchecked
        {
            value = new(
                a, (ushort)b, (ushort)c, (byte)(d >> 8), (byte)d, (byte)(e >> 8), (byte)e,
                (byte)(f >> 24), (byte)(f >> 16), (byte)(f >> 8), (byte)f);
        }
        return true;
    }

    private static bool TryReadGroup<TUnit>(ReadOnlySpan<TUnit> text, out uint value)
        where TUnit : unmanaged, ITextUnit<TUnit>
    {
        value = 0;
        if (Number.UnitAt(text, 0) == '+') text = text.Slice(1);
        if (Number.UnitAt(text, 0) == '0' && (Number.UnitAt(text, 1) | 0x20) == 'x') text = text.Slice(2);
        foreach (var unit in text)
        {
            uint digit = Number.HexDigit(TUnit.ToUInt32(unit));
            if (digit > 0xF) return false;
            value = value << 4 | digit;
        }
        return true;
    }

    private static bool HasHyphens<TUnit>(ReadOnlySpan<TUnit> text) where TUnit : unmanaged, ITextUnit<TUnit>
    {
        foreach (var unit in text)
            if (TUnit.ToUInt32(unit) == '-') return true;
        return false;
    }
}
