namespace Diesis.Terminals.Screens;

/// <summary>Which letters the bytes of ASCII stand for: DEC STD 070, 5.4.</summary>
public enum CharacterSet : byte
{
    Ascii,

    /// <summary>DEC's special graphics: lines and corners in place of small letters.</summary>
    Graphics,

    /// <summary>British: the sign of the pound in place of #.</summary>
    British,
}

/// <summary>Where the next letter goes, and what it is written with: all that DECSC saves.</summary>
public struct Cursor
{
    public int Row, Column;
    public Pen Pen;

    /// <summary>A letter stands in the last column, and the next one begins a line: DEC STD 070, D.6, "autowrap".</summary>
    public bool IsPastEnd;

    /// <summary>Rows count from the top margin.</summary>
    public bool IsRelative;

    /// <summary>The sets that SI and SO choose from, and which is chosen.</summary>
    public CharacterSet First, Second;
    public bool UsesSecond;

    public readonly CharacterSet Set => UsesSecond ? Second : First;
}
