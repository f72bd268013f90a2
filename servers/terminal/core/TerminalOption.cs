using System;
using Diesis.Contracts.Terminals;

namespace Diesis.Servers.Terminals;

/// <summary>Where there are to be terminals.</summary>
public enum TerminalPlace
{
    /// <summary>On the screen with the keyboard, and at the serial line: wherever there is one.</summary>
    Anywhere,
    Screen,
    Serial,
}

/// <summary>What the command line says: <c>terminal=screen</c>, <c>terminal=serial</c>, or <c>terminal=serial:120x40</c>, by which the other end is not asked how large it is.</summary>
public readonly struct TerminalOption
{
    public TerminalPlace Place { get; private init; }

    /// <summary>None of it is 0 if it was said.</summary>
    public TerminalSize Size { get; private init; }

    public bool HasSize => Size.Columns != 0;

    /// <summary>What is neither is not said.</summary>
    public static TerminalOption Parse(ReadOnlySpan<byte> value)
    {
        if (value.SequenceEqual("screen"u8)) return new() { Place = TerminalPlace.Screen };
        if (!value.StartsWith("serial"u8)) return default;
        value = value.Slice("serial"u8.Length);
        if (value.IsEmpty) return new() { Place = TerminalPlace.Serial };
        int times = value.IndexOf((byte)'x');
        if (value[0] != ':' || times < 0 || !TryNumber(value.Slice(1, times - 1), out ushort columns) || !TryNumber(value.Slice(times + 1), out ushort rows)) return default;
        return new() { Place = TerminalPlace.Serial, Size = new() { Columns = columns, Rows = rows } };
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out ushort number) => ushort.TryParse(digits, out number) && number > 0;
}
