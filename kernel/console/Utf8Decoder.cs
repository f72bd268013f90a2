namespace Diesis.Kernel.Console;

/// <summary>
/// Reads UTF-8 byte by byte, as it comes. Each piece that is none (Unicode 15, 3.9, table 3-7) is one replacement character.
/// </summary>
public struct Utf8Decoder
{
    private const uint Replacement = 0xFFFD;

    private uint _point, _least;
    private int _missing;

    /// <returns>True when a code point is complete. After a piece cut off by a new letter, only that letter comes.</returns>
    public bool TryNext(byte unit, out uint point)
    {
        if (unit is >= 0x80 and < 0xC0)
        {
            point = Replacement;
            if (_missing == 0) return true;
            _point = _point << 6 | unit & 0x3Fu;
            if (--_missing > 0) return false;
            bool isScalar = _point >= _least && _point < 0x11_0000 && _point >> 11 != 0x1B;
            if (isScalar) point = _point;
            return true;
        }
        _missing = unit < 0x80 ? 0 : unit < 0xE0 ? 1 : unit < 0xF0 ? 2 : 3;
        _least = _missing switch { 1 => 0x80u, 2 => 0x800u, _ => 0x1_0000u };
        _point = unit & (0x7Fu >> (_missing + 1));
        point = unit < 0x80 ? unit : Replacement;
        return unit < 0x80;
    }
}
