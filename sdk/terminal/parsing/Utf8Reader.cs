namespace Diesis.Terminals.Parsing;

/// <summary>
/// Reads UTF-8 byte by byte, as it comes. What is none becomes one replacement character for each longest piece that could have become a letter: Unicode 15, 3.9, table 3-7 and
/// "Substitution of Maximal Subparts".
/// </summary>
/// <remarks>Invariant: when <c>_missing</c> is not 0, the next byte has to lie from <c>_least</c> to <c>_most</c>.</remarks>
public struct Utf8Reader
{
    public const uint Replacement = 0xFFFD;

    private uint _point;
    private byte _missing, _least, _most;

    /// <summary>Takes a byte.</summary>
    /// <param name="point">The letter that is complete with it.</param>
    /// <param name="isTaken">False when the byte cut another letter off: it is given once more, and begins anew.</param>
    /// <returns>False when the letter is not complete.</returns>
    public bool TryNext(byte unit, out uint point, out bool isTaken)
    {
        isTaken = true;
        if (_missing == 0) return TryBegin(unit, out point);
        if (unit < _least || unit > _most)
        {
            _missing = 0;
            isTaken = false;
            point = Replacement;
            return true;
        }
        _point = _point << 6 | unit & 0x3Fu;
        _least = 0x80;
        _most = 0xBF;
        point = _point;
        return --_missing == 0;
    }

    private bool TryBegin(byte unit, out uint point)
    {
        point = unit < 0x80 ? unit : Replacement;
        // Bytes that go on, and those that would begin what is too long, too large or written longer than it has to be.
        if (unit is < 0xC2 or > 0xF4) return true;
        (_missing, _least, _most) = unit switch
        {
            < 0xE0 => ((byte)1, (byte)0x80, (byte)0xBF),
            0xE0 => ((byte)2, (byte)0xA0, (byte)0xBF),
            0xED => ((byte)2, (byte)0x80, (byte)0x9F),
            < 0xF0 => ((byte)2, (byte)0x80, (byte)0xBF),
            0xF0 => ((byte)3, (byte)0x90, (byte)0xBF),
            0xF4 => ((byte)3, (byte)0x80, (byte)0x8F),
            _ => ((byte)3, (byte)0x80, (byte)0xBF),
        };
        _point = unit & (0x3Fu >> _missing);
        return false;
    }
}
