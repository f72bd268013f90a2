using System;
using System.Runtime.CompilerServices;

namespace Diesis;

/// <summary>A line of a report, put together without a heap: what does not fit is left out.</summary>
internal struct ReportLine
{
    /// <summary>What the kernel's log takes at once.</summary>
    private const int Longest = 256;

    [InlineArray(Longest)]
    private struct Text { private byte _first; }

    private Text _text;
    private int _length;

    public void Add(string text)
    {
        foreach (char unit in text) Add(unit is >= ' ' and <= '~' ? (byte)unit : (byte)'?');
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        foreach (byte unit in text) Add(unit);
    }

    public void Add(ulong number)
    {
        if (number >= 10) Add(number / 10);
        Add((byte)('0' + number % 10));
    }

    public void AddHexadecimal(ulong number)
    {
        if (number >= 16) AddHexadecimal(number / 16);
        Add("0123456789abcdef"u8[(int)(number % 16)]);
    }

    /// <summary>Says it in the kernel's log, if this process may write there.</summary>
    public void Log()
    {
        if (!Startup.Block.System.IsNone) _ = Kernel.WriteLog(Startup.SystemHere, ((Span<byte>)_text).Slice(0, _length));
    }

    private void Add(byte unit)
    {
        if (_length < Longest) _text[_length++] = unit;
    }
}
