using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Machines;

namespace Diesis.Kernel.Console;

/// <summary>
/// One line of text that an interpolated string builds, as UTF-8 in a buffer on the caller's stack: nothing is
/// allocated, and every overload is bound by the compiler. Text past the end of the buffer is dropped, and the line
/// then ends with an ellipsis.
/// </summary>
/// <remarks>
/// Formats: none or <c>d</c> is decimal, <c>x</c> hexadecimal, <c>d6</c> and <c>x16</c> with at least that many
/// digits; <c>size</c> is bytes in the largest unit (<c>512 MiB</c>, <c>3.9 GiB</c>). Alignment is as in .NET:
/// positive to the right, negative to the left. Addresses print their kind: <c>p:…</c>, <c>v:…</c>.
/// </remarks>
[InterpolatedStringHandler]
public ref partial struct LogLine
{
    /// <summary>Bytes that a line may have.</summary>
    public const int Most = 240;

    [InlineArray(Most)]
    private struct Buffer { private byte _first; }

    private Buffer _buffer;
    private int _length;
    private bool _isCut;

    /// <summary>Starts an empty line. The parameters are the compiler's estimate, which a fixed buffer does not need.</summary>
    public LogLine(int literalLength, int formattedCount)
    {
        // The bytes past _length are never read, and clearing them would cost more than most lines.
        Unsafe.SkipInit(out _buffer);
        _length = 0;
        _isCut = false;
    }

    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Text
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Buffer, byte>(ref Unsafe.AsRef(in _buffer)), _length);

    public void AppendLiteral(string text) => Append(text.AsSpan());

    public void AppendFormatted(string? text, int alignment = 0) => AppendFormatted(text.AsSpan(), alignment);

    public void AppendFormatted(scoped ReadOnlySpan<char> text, int alignment = 0)
    {
        int start = _length;
        Append(text);
        Align(start, alignment);
    }

    /// <summary>UTF-8, taken as it is.</summary>
    public void AppendFormatted(scoped ReadOnlySpan<byte> text, int alignment = 0)
    {
        int start = _length;
        foreach (byte unit in text) Append(unit);
        Align(start, alignment);
    }

    public void AppendFormatted(char value, int alignment = 0) => AppendFormatted(new ReadOnlySpan<char>(in value), alignment);

    public void AppendFormatted(bool value, int alignment = 0)
        => AppendFormatted(value ? "true"u8 : "false"u8, alignment);

    public void AppendFormatted(CoreNumber core, int alignment = 0) => AppendFormatted((long)core.Value, alignment);

    public void AppendFormatted(PhysicalAddress address) => AppendAddress((byte)'p', address.Value);

    public void AppendFormatted(VirtualAddress address) => AppendAddress((byte)'v', address.Value);

    private void AppendAddress(byte kind, ulong address)
    {
        Append(kind);
        Append((byte)':');
        AppendHexadecimal(address, 1);
    }

    private void Append(byte unit)
    {
        if (_length == Most) CutOff();
        else if (!_isCut) _buffer[_length++] = unit;
    }

    /// <summary>Writes UTF-16 as UTF-8; half a surrogate pair becomes the replacement character.</summary>
    private void Append(scoped ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            uint point = text[i];
            if (point >> 11 == 0x1B)
            {
                bool isPair = point < 0xDC00 && i + 1 < text.Length && (uint)text[i + 1] >> 10 == 0x37;
                point = isPair ? 0x10000 + ((point & 0x3FF) << 10 | text[++i] & 0x3FFu) : 0xFFFD;
            }
            AppendCodePoint(point);
        }
    }

    private void AppendCodePoint(uint point)
    {
        if (point < 0x80)
        {
            Append((byte)point);
            return;
        }
        int following = point < 0x800 ? 1 : point < 0x1_0000 ? 2 : 3;
        uint lead = following == 1 ? 0xC0u : following == 2 ? 0xE0u : 0xF0u;
        Append((byte)(lead | point >> (6 * following)));
        while (following-- > 0) Append((byte)(0x80 | point >> (6 * following) & 0x3F));
    }

    /// <summary>Moves what was written since a position so that it fills a column.</summary>
    private void Align(int start, int alignment)
    {
        int padding = Math.Max(alignment, -alignment) - CharactersSince(start);
        if (padding <= 0) return;
        int end = _length;
        for (int i = 0; i < padding; i++) Append((byte)' ');
        if (alignment < 0 || _isCut) return;
        for (int i = end - 1; i >= start; i--) _buffer[i + padding] = _buffer[i];
        for (int i = 0; i < padding; i++) _buffer[start + i] = (byte)' ';
    }

    private readonly int CharactersSince(int start)
    {
        int characters = 0;
        for (int i = start; i < _length; i++)
        {
            if ((_buffer[i] & 0xC0) != 0x80) characters++;
        }
        return characters;
    }

    /// <summary>Ends the line with an ellipsis in place of its last whole characters.</summary>
    private void CutOff()
    {
        if (_isCut) return;
        _isCut = true;
        int at = Most - 3;
        // No character has more than three bytes behind its first; text that is no UTF-8 is cut anywhere.
        for (int i = 0; i < 3 && (_buffer[at] & 0xC0) == 0x80; i++) at--;
        // U+2026 in UTF-8.
        _buffer[at] = 0xE2;
        _buffer[at + 1] = 0x80;
        _buffer[at + 2] = 0xA6;
        _length = at + 3;
    }
}
