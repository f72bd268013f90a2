namespace System.Buffers.Binary;

/// <summary>Floating point as the bytes of its bits.</summary>
public static partial class BinaryPrimitives
{
    public static double ReadDoubleLittleEndian(ReadOnlySpan<byte> source)
        => BitConverter.UInt64BitsToDouble(ReadUInt64LittleEndian(source));

    public static void WriteDoubleLittleEndian(Span<byte> destination, double value)
        => WriteUInt64LittleEndian(destination, BitConverter.DoubleToUInt64Bits(value));

    public static bool TryReadDoubleLittleEndian(ReadOnlySpan<byte> source, out double value)
    {
        bool isRead = TryReadUInt64LittleEndian(source, out ulong bits);
        value = BitConverter.UInt64BitsToDouble(bits);
        return isRead;
    }

    public static bool TryWriteDoubleLittleEndian(Span<byte> destination, double value)
        => TryWriteUInt64LittleEndian(destination, BitConverter.DoubleToUInt64Bits(value));

    public static double ReadDoubleBigEndian(ReadOnlySpan<byte> source)
        => BitConverter.UInt64BitsToDouble(ReadUInt64BigEndian(source));

    public static void WriteDoubleBigEndian(Span<byte> destination, double value)
        => WriteUInt64BigEndian(destination, BitConverter.DoubleToUInt64Bits(value));

    public static bool TryReadDoubleBigEndian(ReadOnlySpan<byte> source, out double value)
    {
        bool isRead = TryReadUInt64BigEndian(source, out ulong bits);
        value = BitConverter.UInt64BitsToDouble(bits);
        return isRead;
    }

    public static bool TryWriteDoubleBigEndian(Span<byte> destination, double value)
        => TryWriteUInt64BigEndian(destination, BitConverter.DoubleToUInt64Bits(value));

    public static float ReadSingleLittleEndian(ReadOnlySpan<byte> source)
        => BitConverter.UInt32BitsToSingle(ReadUInt32LittleEndian(source));

    public static void WriteSingleLittleEndian(Span<byte> destination, float value)
        => WriteUInt32LittleEndian(destination, BitConverter.SingleToUInt32Bits(value));

    public static bool TryReadSingleLittleEndian(ReadOnlySpan<byte> source, out float value)
    {
        bool isRead = TryReadUInt32LittleEndian(source, out uint bits);
        value = BitConverter.UInt32BitsToSingle(bits);
        return isRead;
    }

    public static bool TryWriteSingleLittleEndian(Span<byte> destination, float value)
        => TryWriteUInt32LittleEndian(destination, BitConverter.SingleToUInt32Bits(value));

    public static float ReadSingleBigEndian(ReadOnlySpan<byte> source)
        => BitConverter.UInt32BitsToSingle(ReadUInt32BigEndian(source));

    public static void WriteSingleBigEndian(Span<byte> destination, float value)
        => WriteUInt32BigEndian(destination, BitConverter.SingleToUInt32Bits(value));

    public static bool TryReadSingleBigEndian(ReadOnlySpan<byte> source, out float value)
    {
        bool isRead = TryReadUInt32BigEndian(source, out uint bits);
        value = BitConverter.UInt32BitsToSingle(bits);
        return isRead;
    }

    public static bool TryWriteSingleBigEndian(Span<byte> destination, float value)
        => TryWriteUInt32BigEndian(destination, BitConverter.SingleToUInt32Bits(value));
}
