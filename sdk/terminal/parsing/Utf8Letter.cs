using System;

namespace Diesis.Terminals.Parsing;

/// <summary>A letter as UTF-8: Unicode 15, 3.9, table 3-6.</summary>
public static class Utf8Letter
{
    public const int MostBytes = 4;

    /// <param name="point">A scalar value: nothing else comes out of a <see cref="Utf8Reader"/>.</param>
    /// <returns>How many bytes it took.</returns>
    public static int Write(uint point, Span<byte> into)
    {
        if (point < 0x80)
        {
            into[0] = (byte)point;
            return 1;
        }
        int length = point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
        for (int i = length - 1; i > 0; i--, point >>= 6) into[i] = (byte)(0x80 | point & 0x3F);
        into[0] = (byte)(0xF00u >> length & 0xFF | point);
        return length;
    }
}
