namespace System.Security.Cryptography;

public static partial class SHA256
{
    public static byte[] HashData(byte[] source) => HashData(new ReadOnlySpan<byte>(source));

    public static byte[] HashData(ReadOnlySpan<byte> source)
    {
        byte[] hash = new byte[HashSizeInBytes];
        _ = HashData(source, hash);
        return hash;
    }
}
