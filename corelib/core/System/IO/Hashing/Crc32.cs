using System.Buffers.Binary;

namespace System.IO.Hashing;

/// <summary>The check sum of gzip, zip and PNG. RFC 1952, section 8.</summary>
public static class Crc32
{
    private const int HashLength = sizeof(uint);

    /// <summary>
    /// What four bits that are shifted out do to the rest: the polynomial 0xEDB88320, its lowest power in the highest bit,
    /// for each of them that is set.
    /// </summary>
    private static ReadOnlySpan<uint> Quarters =>
    [
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
        0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    ];

    public static uint HashToUInt32(ReadOnlySpan<byte> source)
    {
        var quarters = Quarters;
        uint rest = uint.MaxValue;
        foreach (byte value in source)
        {
            rest ^= value;
            rest = rest >> 4 ^ quarters[(int)(rest & 0xF)];
            rest = rest >> 4 ^ quarters[(int)(rest & 0xF)];
        }
        return ~rest;
    }

    public static bool TryHash(ReadOnlySpan<byte> source, Span<byte> destination, out int bytesWritten)
    {
        bool fits = BinaryPrimitives.TryWriteUInt32LittleEndian(destination, HashToUInt32(source));
        bytesWritten = fits ? HashLength : 0;
        return fits;
    }
}
