namespace System.Security.Cryptography;

/// <summary>SHA-512 of data that is there as a whole.</summary>
public static partial class SHA512
{
    public const int HashSizeInBits = 512;
    public const int HashSizeInBytes = HashSizeInBits / 8;

    /// <returns>How many bytes of the destination the hash takes up.</returns>
    public static int HashData(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (!TryHashData(source, destination, out int written))
            Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowDestinationTooShort();
        return written;
    }

    public static bool TryHashData(ReadOnlySpan<byte> source, Span<byte> destination, out int bytesWritten)
        => BlockHash.TryHash<Sha512Blocks>(source, destination, HashSizeInBytes, out bytesWritten);
}
