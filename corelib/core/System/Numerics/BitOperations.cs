using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace System.Numerics;

/// <summary>Questions about the bits of a word. The compiler uses the processor's instructions where it may.</summary>
public static class BitOperations
{
    public static bool IsPow2(int value) => unchecked(value & (value - 1)) == 0 && value > 0;
    public static bool IsPow2(uint value) => unchecked(value & (value - 1)) == 0 && value != 0;
    public static bool IsPow2(long value) => unchecked(value & (value - 1)) == 0 && value > 0;
    public static bool IsPow2(ulong value) => unchecked(value & (value - 1)) == 0 && value != 0;
    public static bool IsPow2(nint value) => IsPow2((long)value);
    public static bool IsPow2(nuint value) => IsPow2((ulong)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RoundUpToPowerOf2(uint value)
        => value <= 1 ? value : unchecked((uint)(0x1_0000_0000ul >> LeadingZeroCount(value - 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RoundUpToPowerOf2(ulong value)
    {
        if (value <= 1) return value;
        int zeros = LeadingZeroCount(value - 1);
        return zeros == 0 ? 0 : 1ul << (64 - zeros);
    }

    public static nuint RoundUpToPowerOf2(nuint value) => (nuint)RoundUpToPowerOf2((ulong)value);

    [Intrinsic] public static int LeadingZeroCount(uint value) => LeadingZeroCount(value);
    [Intrinsic] public static int LeadingZeroCount(ulong value) => LeadingZeroCount(value);
    [Intrinsic] public static int LeadingZeroCount(nuint value) => LeadingZeroCount((ulong)value);

    [Intrinsic] public static int TrailingZeroCount(int value) => TrailingZeroCount(unchecked((uint)value));
    [Intrinsic] public static int TrailingZeroCount(uint value) => TrailingZeroCount(value);
    [Intrinsic] public static int TrailingZeroCount(long value) => TrailingZeroCount(unchecked((ulong)value));
    [Intrinsic] public static int TrailingZeroCount(ulong value) => TrailingZeroCount(value);
    [Intrinsic] public static int TrailingZeroCount(nint value) => TrailingZeroCount(unchecked((ulong)value));
    [Intrinsic] public static int TrailingZeroCount(nuint value) => TrailingZeroCount((ulong)value);

    /// <returns>The position of the highest set bit; 0 for 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(uint value)
        => X86Base.IsSupported ? (int)X86Base.BitScanReverse(value | 1) : 31 ^ LeadingZeroCount(value | 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Log2(ulong value)
        => X86Base.X64.IsSupported ? (int)X86Base.X64.BitScanReverse(value | 1) : 63 ^ LeadingZeroCount(value | 1);

    public static int Log2(nuint value) => Log2((ulong)value);

    [Intrinsic]
    public static int PopCount(uint value)
    {
        unchecked
        {
            value -= value >> 1 & 0x5555_5555;
            value = (value & 0x3333_3333) + (value >> 2 & 0x3333_3333);
            return (int)(((value + (value >> 4) & 0x0F0F_0F0F) * 0x0101_0101) >> 24);
        }
    }

    [Intrinsic]
    public static int PopCount(ulong value)
    {
        unchecked
        {
            value -= value >> 1 & 0x5555_5555_5555_5555;
            value = (value & 0x3333_3333_3333_3333) + (value >> 2 & 0x3333_3333_3333_3333);
            return (int)(((value + (value >> 4) & 0x0F0F_0F0F_0F0F_0F0F) * 0x0101_0101_0101_0101) >> 56);
        }
    }

    [Intrinsic] public static int PopCount(nuint value) => PopCount((ulong)value);

    [Intrinsic, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RotateLeft(uint value, int offset) => value << offset | value >> (32 - offset);

    [Intrinsic, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateLeft(ulong value, int offset) => value << offset | value >> (64 - offset);

    [Intrinsic, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint RotateRight(uint value, int offset) => value >> offset | value << (32 - offset);

    [Intrinsic, MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong RotateRight(ulong value, int offset) => value >> offset | value << (64 - offset);
}
