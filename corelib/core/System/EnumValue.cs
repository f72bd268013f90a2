using System.Runtime.CompilerServices;

namespace System;

/// <summary>A value of an enumeration as bits, and how its underlying type reads them.</summary>
internal readonly struct EnumValue(ulong bits, int size, bool isSigned)
{
    public ulong Bits { get; } = bits;
    public int Size { get; } = size;
    public bool IsSigned { get; } = isSigned;

    public bool IsNegative => IsSigned && Bits >> Size * 8 - 1 != 0;

    public ulong Magnitude => unchecked(IsNegative ? 0 - Bits & ulong.MaxValue >> 64 - Size * 8 : Bits);

    public static EnumValue Of<TEnum>(TEnum value)
    {
        var underlying = typeof(TEnum).GetEnumUnderlyingType();
        bool isSigned = underlying == typeof(int) || underlying == typeof(long) || underlying == typeof(short)
            || underlying == typeof(sbyte);
        int size = Unsafe.SizeOf<TEnum>();
        return new(Integers.ReadUnsigned(ref Unsafe.As<TEnum, byte>(ref value), (nuint)size), size, isSigned);
    }
}
