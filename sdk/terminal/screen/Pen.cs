using System;

namespace Diesis.Terminals.Screens;

/// <summary>How letters stand out.</summary>
[Flags]
public enum PenStyle : byte
{
    None = 0,
    Bold = 1,
    Faint = 2,
    Italic = 4,
    Underlined = 8,
    Blinking = 16,
    Inverse = 32,
    Hidden = 64,
    StruckOut = 128,
}

/// <summary>What letters are written with: two colours and a style.</summary>
/// <remarks>Each word is a colour, and above it half of the style.</remarks>
public readonly struct Pen : IEquatable<Pen>
{
    private const int StyleShift = 28;

    private readonly uint _foreground, _background;

    private Pen(uint foreground, uint background)
    {
        _foreground = foreground;
        _background = background;
    }

    public Colour Foreground => new(_foreground);
    public Colour Background => new(_background);
    public PenStyle Style => (PenStyle)(_foreground >> StyleShift | _background >> StyleShift << 4);

    public Pen With(PenStyle style) => new(_foreground & Colour.Mask | (uint)style << StyleShift, _background & Colour.Mask | (uint)style >> 4 << StyleShift);
    public Pen WithForeground(Colour colour) => new(_foreground & ~Colour.Mask | colour.Bits, _background);
    public Pen WithBackground(Colour colour) => new(_foreground, _background & ~Colour.Mask | colour.Bits);

    /// <summary>What erased cells have: the colour behind, and nothing else (xterm: background colour erase).</summary>
    public Pen ForErased => new(0, _background & Colour.Mask);

    public bool Equals(Pen other) => _foreground == other._foreground && _background == other._background;
    public override bool Equals(object? other) => other is Pen pen && Equals(pen);
    public override int GetHashCode() => unchecked((int)(_foreground * 31 + _background));
}
