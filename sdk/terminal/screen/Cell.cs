using System;

namespace Diesis.Terminals.Screens;

/// <summary>A place for one letter, or for half of a wide one.</summary>
/// <remarks>
///   63     62    42 41    21 20    0
///   wide   mark     mark     letter
/// A letter keeps two marks that go onto it; more are left out. 0 is a place where nothing was written.
/// </remarks>
public readonly struct Cell : IEquatable<Cell>
{
    private const int PointBits = 21;
    private const ulong PointMask = (1UL << PointBits) - 1, WideBit = 1UL << 63;

    // No letters: these lie above the last code point.
    private const ulong SecondHalf = PointMask, FillerPoint = PointMask - 1;

    private readonly ulong _text;

    private Cell(ulong text, Pen pen)
    {
        _text = text;
        Pen = pen;
    }

    public Cell(uint point, bool isWide, Pen pen) : this(point | (isWide ? WideBit : 0), pen) { }

    /// <summary>Nothing, on a colour.</summary>
    public static Cell Erased(Pen pen) => new(0, pen.ForErased);

    /// <summary>The right half of the wide letter to the left.</summary>
    public static Cell RightHalf(Pen pen) => new(SecondHalf, pen);

    /// <summary>The last place of a line, where a wide letter did not fit, which is in the next line.</summary>
    public static Cell Filler(Pen pen) => new(FillerPoint, pen.ForErased);

    public Pen Pen { get; }
    public bool IsWide => (_text & WideBit) != 0;
    public bool IsRightHalf => (_text & PointMask) == SecondHalf;
    public bool IsFiller => (_text & PointMask) == FillerPoint;

    /// <summary>Nothing was written here, and it looks like the terminal itself.</summary>
    public bool IsUntouched => _text == 0 && Pen.Equals(default);

    /// <summary>The letter; a space where there is none.</summary>
    public uint Point => (_text & PointMask) is var point && point is 0 or SecondHalf or FillerPoint ? ' ' : (uint)point;

    /// <summary>The marks that go onto the letter; 0 for none.</summary>
    public uint FirstMark => (uint)(_text >> PointBits & PointMask);
    public uint SecondMark => (uint)(_text >> 2 * PointBits & PointMask);

    public Cell WithMark(uint mark)
        => FirstMark == 0 ? new(_text | (ulong)mark << PointBits, Pen) : SecondMark == 0 ? new(_text | (ulong)mark << 2 * PointBits, Pen) : this;

    public bool Equals(Cell other) => _text == other._text && Pen.Equals(other.Pen);
    public override bool Equals(object? other) => other is Cell cell && Equals(cell);
    public override int GetHashCode() => _text.GetHashCode() ^ Pen.GetHashCode();
}
