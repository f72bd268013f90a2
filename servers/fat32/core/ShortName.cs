using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Diesis.Servers.Fat;

/// <summary>A name of eight characters and three, as every entry has one; in the character set of the first PCs.</summary>
internal struct ShortName
{
    private const int PlainAliases = 4;
    public const int NameBytes = BaseBytes + ExtensionBytes;
    private const int BaseBytes = 8, ExtensionBytes = 3;

    /// <summary>What Windows NT and its successors put into DIR_NTRes: the base, and the extension, are shown in small letters.</summary>
    private const byte SmallBase = 1 << 3, SmallExtension = 1 << 4;

    /// <summary>Code page 437 from 0x80 on, as Unicode has it (VENDORS/MICSFT/PC/CP437.TXT).</summary>
    private const string UpperHalf =
        "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0";

    [InlineArray(NameBytes)]
    private struct Characters
    {
        private byte _first;
    }

    private Characters _bytes;

    public ShortName(ReadOnlySpan<byte> bytes, byte letterCase)
    {
        bytes.Slice(0, NameBytes).CopyTo(_bytes);
        Case = letterCase;
    }

    public byte Case { get; private set; }

    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => _bytes;

    public void SetFirst(byte value) => _bytes[0] = value;

    /// <summary>FAT, "Long Directory Entries": by which a long name knows that it belongs to this one.</summary>
    public readonly byte CheckSum
    {
        get
        {
            byte sum = 0;
            foreach (byte value in (ReadOnlySpan<byte>)_bytes) sum = (byte)((sum << 7 | sum >> 1) + value);
            return sum;
        }
    }

    /// <summary>As it is shown.</summary>
    public override readonly string ToString()
    {
        Span<char> text = stackalloc char[NameBytes + 1];
        int length = Show(((ReadOnlySpan<byte>)_bytes).Slice(0, BaseBytes), (Case & SmallBase) != 0, text);
        int extension = Show(((ReadOnlySpan<byte>)_bytes).Slice(BaseBytes), (Case & SmallExtension) != 0, text.Slice(length + 1));
        if (extension == 0) return new(text.Slice(0, length));
        text[length] = '.';
        return new(text.Slice(0, length + 1 + extension));
    }

    private static int Show(ReadOnlySpan<byte> part, bool isSmall, Span<char> text)
    {
        int length = part.Length;
        while (length > 0 && part[length - 1] == ' ') length--;
        for (int i = 0; i < length; i++)
        {
            byte value = part[i];
            text[i] = value >= 0x80 ? UpperHalf[value - 0x80] : isSmall && value is >= (byte)'A' and <= (byte)'Z' ? (char)(value | 0x20) : (char)value;
        }
        return length;
    }

    /// <summary>A name that needs no long one: it has the form, and each of its halves is in one case.</summary>
    public static bool TryMake(string name, out ShortName result)
    {
        result = default;
        int dot = name.LastIndexOf('.');
        ReadOnlySpan<char> first = dot < 0 ? name : name.AsSpan(0, dot), second = dot < 0 ? default : name.AsSpan(dot + 1);
        if (first.Length is 0 or > BaseBytes || second.Length > ExtensionBytes || dot >= 0 && second.Length == 0) return false;
        Span<byte> bytes = stackalloc byte[NameBytes];
        bytes.Fill((byte)' ');
        if (!TryPut(first, bytes, out bool isFirstSmall) || !TryPut(second, bytes.Slice(BaseBytes), out bool isSecondSmall)) return false;
        result = new(bytes, (byte)((isFirstSmall ? SmallBase : 0) | (isSecondSmall ? SmallExtension : 0)));
        return true;
    }

    private static bool TryPut(ReadOnlySpan<char> part, Span<byte> bytes, out bool isSmall)
    {
        bool hasSmall = false, hasLarge = false;
        for (int i = 0; i < part.Length; i++)
        {
            char c = part[i];
            hasSmall |= c is >= 'a' and <= 'z';
            hasLarge |= c is >= 'A' and <= 'Z';
            if (!IsAllowed(c)) { isSmall = false; return false; }
            bytes[i] = Large(c);
        }
        isSmall = hasSmall;
        return !(hasSmall && hasLarge);
    }

    /// <summary>A name for what has a long one: its first characters, a tilde and a number; from the fifth try on, two characters and a hash of all of them.</summary>
    /// <remarks>FAT, "The Basis-Name Generation Algorithm" and "The Numeric-Tail Generation Algorithm"; the hash keeps the tries few where thousands begin alike.</remarks>
    /// <param name="attempt">From 1 on.</param>
    public static ShortName MakeAlias(string name, int attempt)
    {
        Span<byte> bytes = stackalloc byte[NameBytes];
        bytes.Fill((byte)' ');
        int dot = name.LastIndexOf('.');
        // A name that begins with its only dot has no extension.
        ReadOnlySpan<char> first = dot > 0 ? name.AsSpan(0, dot) : name, second = dot > 0 ? name.AsSpan(dot + 1) : default;
        bool isHashed = attempt > PlainAliases;
        int number = isHashed ? attempt - PlainAliases : attempt;
        Span<byte> tail = stackalloc byte[BaseBytes];
        if (!Utf8.TryWrite(tail, $"~{number}", out int tailLength)) Debug.Fail("a folder has fewer entries than numbers of seven digits");
        int room = BaseBytes - tailLength, length = PutAlias(first, bytes.Slice(0, isHashed ? Math.Min(2, room) : room));
        if (isHashed)
        {
            uint hash = (uint)NameFolding.Comparer.GetHashCode(name);
            for (int digit = 0; digit < 4 && length < room; digit++, hash >>= 4) bytes[length++] = "0123456789ABCDEF"u8[(int)(hash & 15)];
        }
        tail.Slice(0, tailLength).CopyTo(bytes.Slice(length));
        _ = PutAlias(second, bytes.Slice(BaseBytes));
        return new(bytes, 0);
    }

    private static int PutAlias(ReadOnlySpan<char> part, Span<byte> bytes)
    {
        int length = 0;
        foreach (char c in part)
        {
            if (c is ' ' or '.') continue;
            if (length == bytes.Length) break;
            bytes[length++] = IsAllowed(c) ? Large(c) : (byte)'_';
        }
        return length;
    }

    private static byte Large(char c) => (byte)(c is >= 'a' and <= 'z' ? c - 0x20 : c);

    /// <summary>FAT, "Short Directory Entries" and "Long Directory Entries": letters, digits and these; what is beyond ASCII gets a long name.</summary>
    private static bool IsAllowed(char c)
        => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' || "$%'-_@~`!(){}^#&".Contains(c);
}
