using System;
using System.Runtime.CompilerServices;

namespace Diesis.Communication;

/// <summary>Members of enumerations of any size, and their bits.</summary>
internal static class EnumBits
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of<T>(T member) where T : unmanaged, Enum => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.As<T, byte>(ref member),
        2 => Unsafe.As<T, ushort>(ref member),
        4 => Unsafe.As<T, uint>(ref member),
        _ => Unsafe.As<T, ulong>(ref member),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T To<T>(ulong bits) where T : unmanaged, Enum => Unsafe.As<ulong, T>(ref bits);
}
