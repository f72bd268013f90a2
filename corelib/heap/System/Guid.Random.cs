using System.Security.Cryptography;

namespace System;

public readonly partial struct Guid
{
    private const int VersionByte = 7, VariantByte = 8;

    /// <summary>Of version 4: random but for six bits. RFC 9562, 5.4.</summary>
    public static Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        bytes[VersionByte] = (byte)(bytes[VersionByte] & 0x0F | 0x40);
        bytes[VariantByte] = (byte)(bytes[VariantByte] & 0x3F | 0x80);
        return new Guid(bytes);
    }
}
