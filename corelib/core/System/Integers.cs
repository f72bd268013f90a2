using System.Runtime.CompilerServices;

namespace System;

/// <summary>Integers of a size that is not known to the C# compiler.</summary>
internal static class Integers
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadUnsigned(ref byte place, nuint size) => size switch
    {
        1 => place,
        2 => Unsafe.As<byte, ushort>(ref place),
        4 => Unsafe.As<byte, uint>(ref place),
        _ => Unsafe.As<byte, ulong>(ref place),
    };
}
