using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace System;

/// <summary>Floating point as its bits.</summary>
public static class BitConverter
{
    public static readonly bool IsLittleEndian = true;

    public static ulong DoubleToUInt64Bits(double value) => Unsafe.BitCast<double, ulong>(value);
    public static long DoubleToInt64Bits(double value) => Unsafe.BitCast<double, long>(value);
    public static double UInt64BitsToDouble(ulong value) => Unsafe.BitCast<ulong, double>(value);
    public static double Int64BitsToDouble(long value) => Unsafe.BitCast<long, double>(value);
    public static uint SingleToUInt32Bits(float value) => Unsafe.BitCast<float, uint>(value);
    public static int SingleToInt32Bits(float value) => Unsafe.BitCast<float, int>(value);
    public static float UInt32BitsToSingle(uint value) => Unsafe.BitCast<uint, float>(value);
    public static float Int32BitsToSingle(int value) => Unsafe.BitCast<int, float>(value);

    public static double ToDouble(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadDoubleLittleEndian(value);
    public static float ToSingle(ReadOnlySpan<byte> value) => BinaryPrimitives.ReadSingleLittleEndian(value);

    public static bool TryWriteBytes(Span<byte> destination, double value)
        => BinaryPrimitives.TryWriteDoubleLittleEndian(destination, value);

    public static bool TryWriteBytes(Span<byte> destination, float value)
        => BinaryPrimitives.TryWriteSingleLittleEndian(destination, value);
}
