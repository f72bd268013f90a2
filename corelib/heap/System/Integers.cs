using System.Runtime.CompilerServices;

namespace System;

/// <summary>Integers of a size that is known only at run time.</summary>
internal static class Integers
{
    public static long ReadSigned(ref byte place, nuint size) => size switch
    {
        1 => Unsafe.As<byte, sbyte>(ref place),
        2 => Unsafe.As<byte, short>(ref place),
        4 => Unsafe.As<byte, int>(ref place),
        _ => Unsafe.As<byte, long>(ref place),
    };

    public static ulong ReadUnsigned(ref byte place, nuint size) => size switch
    {
        1 => place,
        2 => Unsafe.As<byte, ushort>(ref place),
        4 => Unsafe.As<byte, uint>(ref place),
        _ => Unsafe.As<byte, ulong>(ref place),
    };
}
