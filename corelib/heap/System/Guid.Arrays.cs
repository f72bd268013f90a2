using Internal.Runtime.CompilerHelpers;

namespace System;

public readonly partial struct Guid
{
    public Guid(byte[] b) : this(new ReadOnlySpan<byte>(b)) { }

    /// <param name="d">The last eight bytes.</param>
    public Guid(int a, short b, short c, byte[] d)
        : this(a, b, c, d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7])
    {
        if (d.Length != 8) ThrowHelpers.ThrowArgumentException();
    }

    public byte[] ToByteArray() => ToByteArray(false);

    public byte[] ToByteArray(bool bigEndian)
    {
        byte[] bytes = new byte[Size];
        _ = TryWriteBytes(bytes, bigEndian, out _);
        return bytes;
    }
}
