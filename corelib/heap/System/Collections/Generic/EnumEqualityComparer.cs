using System.Runtime.CompilerServices;

namespace System.Collections.Generic;

/// <summary>For enumerations: equal bits.</summary>
public sealed class EnumEqualityComparer<T> : EqualityComparer<T> where T : struct, Enum
{
    public override bool Equals(T x, T y) => Bits(x) == Bits(y);
    public override int GetHashCode(T obj) => Bits(obj).GetHashCode();

    private static ulong Bits(T value)
        => Integers.ReadUnsigned(ref Unsafe.As<T, byte>(ref value), (nuint)Unsafe.SizeOf<T>());
}
