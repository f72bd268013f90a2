using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Arithmetic on integers; see the other part for floating point.</summary>
public static partial class Math
{
    public static sbyte Min(sbyte left, sbyte right) => left <= right ? left : right;
    public static byte Min(byte left, byte right) => left <= right ? left : right;
    public static short Min(short left, short right) => left <= right ? left : right;
    public static ushort Min(ushort left, ushort right) => left <= right ? left : right;
    public static int Min(int left, int right) => left <= right ? left : right;
    public static uint Min(uint left, uint right) => left <= right ? left : right;
    public static long Min(long left, long right) => left <= right ? left : right;
    public static ulong Min(ulong left, ulong right) => left <= right ? left : right;
    public static nint Min(nint left, nint right) => left <= right ? left : right;
    public static nuint Min(nuint left, nuint right) => left <= right ? left : right;

    public static sbyte Max(sbyte left, sbyte right) => left >= right ? left : right;
    public static byte Max(byte left, byte right) => left >= right ? left : right;
    public static short Max(short left, short right) => left >= right ? left : right;
    public static ushort Max(ushort left, ushort right) => left >= right ? left : right;
    public static int Max(int left, int right) => left >= right ? left : right;
    public static uint Max(uint left, uint right) => left >= right ? left : right;
    public static long Max(long left, long right) => left >= right ? left : right;
    public static ulong Max(ulong left, ulong right) => left >= right ? left : right;
    public static nint Max(nint left, nint right) => left >= right ? left : right;
    public static nuint Max(nuint left, nuint right) => left >= right ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte Clamp(sbyte value, sbyte min, sbyte max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte Clamp(byte value, byte min, byte max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Clamp(short value, short min, short max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ushort Clamp(ushort value, ushort min, ushort max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Clamp(int value, int min, int max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Clamp(uint value, uint min, uint max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Clamp(long value, long min, long max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Clamp(ulong value, ulong min, ulong max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Clamp(nint value, nint min, nint max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nuint Clamp(nuint value, nuint min, nuint max)
    {
        if (min > max) ThrowHelpers.ThrowArgumentException();
        return value < min ? min : value > max ? max : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static sbyte Abs(sbyte value)
    {
        if (value >= 0) return value;
        if (value == sbyte.MinValue) ThrowHelpers.ThrowOverflowException();
        return (sbyte)(-value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static short Abs(short value)
    {
        if (value >= 0) return value;
        if (value == short.MinValue) ThrowHelpers.ThrowOverflowException();
        return (short)(-value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Abs(int value)
    {
        if (value >= 0) return value;
        if (value == int.MinValue) ThrowHelpers.ThrowOverflowException();
        return -value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Abs(long value)
    {
        if (value >= 0) return value;
        if (value == long.MinValue) ThrowHelpers.ThrowOverflowException();
        return -value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Abs(nint value)
    {
        if (value >= 0) return value;
        if (value == nint.MinValue) ThrowHelpers.ThrowOverflowException();
        return -value;
    }

    public static int Sign(sbyte value) => value < 0 ? -1 : value > 0 ? 1 : 0;
    public static int Sign(short value) => value < 0 ? -1 : value > 0 ? 1 : 0;
    public static int Sign(int value) => value < 0 ? -1 : value > 0 ? 1 : 0;
    public static int Sign(long value) => value < 0 ? -1 : value > 0 ? 1 : 0;
    public static int Sign(nint value) => value < 0 ? -1 : value > 0 ? 1 : 0;

    public static (sbyte Quotient, sbyte Remainder) DivRem(sbyte left, sbyte right)
    {
        sbyte quotient = (sbyte)(left / right);
        return (quotient, (sbyte)(left - quotient * right));
    }

    public static (byte Quotient, byte Remainder) DivRem(byte left, byte right)
    {
        byte quotient = (byte)(left / right);
        return (quotient, (byte)(left - quotient * right));
    }

    public static (short Quotient, short Remainder) DivRem(short left, short right)
    {
        short quotient = (short)(left / right);
        return (quotient, (short)(left - quotient * right));
    }

    public static (ushort Quotient, ushort Remainder) DivRem(ushort left, ushort right)
    {
        ushort quotient = (ushort)(left / right);
        return (quotient, (ushort)(left - quotient * right));
    }

    public static (int Quotient, int Remainder) DivRem(int left, int right)
    {
        int quotient = left / right;
        return (quotient, left - quotient * right);
    }

    public static (uint Quotient, uint Remainder) DivRem(uint left, uint right)
    {
        uint quotient = left / right;
        return (quotient, left - quotient * right);
    }

    public static (long Quotient, long Remainder) DivRem(long left, long right)
    {
        long quotient = left / right;
        return (quotient, left - quotient * right);
    }

    public static (ulong Quotient, ulong Remainder) DivRem(ulong left, ulong right)
    {
        ulong quotient = left / right;
        return (quotient, left - quotient * right);
    }

    public static (nint Quotient, nint Remainder) DivRem(nint left, nint right)
    {
        nint quotient = left / right;
        return (quotient, left - quotient * right);
    }

    public static (nuint Quotient, nuint Remainder) DivRem(nuint left, nuint right)
    {
        nuint quotient = left / right;
        return (quotient, left - quotient * right);
    }

    public static int DivRem(int left, int right, out int result)
    {
        int quotient = left / right;
        result = left - quotient * right;
        return quotient;
    }

    public static long DivRem(long left, long right, out long result)
    {
        long quotient = left / right;
        result = left - quotient * right;
        return quotient;
    }

    public static long BigMul(int left, int right) => (long)left * right;
    public static ulong BigMul(uint left, uint right) => (ulong)left * right;

    /// <returns>The high half of the 128-bit product.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BigMul(ulong left, ulong right, out ulong low)
    {
        low = unchecked(left * right);
        return ArmBase.Arm64.IsSupported ? ArmBase.Arm64.MultiplyHigh(left, right) : MultiplyHigh(left, right);
    }

    /// <summary>By hand, on halves of 32 bits: of x86_64's baseline, ILC offers no wide multiplication.</summary>
    private static ulong MultiplyHigh(ulong left, ulong right)
    {
        unchecked
        {
            ulong leftLow = (uint)left, leftHigh = left >> 32, rightLow = (uint)right, rightHigh = right >> 32;
            ulong middle = leftHigh * rightLow + (leftLow * rightLow >> 32);
            ulong crossed = leftLow * rightHigh + (uint)middle;
            return leftHigh * rightHigh + (middle >> 32) + (crossed >> 32);
        }
    }

    public static long BigMul(long left, long right, out long low)
    {
        unchecked
        {
            ulong high = BigMul((ulong)left, (ulong)right, out ulong lowBits);
            low = (long)lowBits;
            return (long)high - (left >> 63 & right) - (right >> 63 & left);
        }
    }
}
