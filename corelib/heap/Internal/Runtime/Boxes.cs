using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Objects as memory, and values inside objects.</summary>
internal static class Boxes
{
    /// <returns>A number that is the object's own: its address, which never changes.</returns>
    public static nuint Identity(object value) => AddressOf(value) >> 3;

    /// <returns>Zero for null.</returns>
    public static nuint AddressOf(object? value) => Unsafe.As<object?, nuint>(ref value);

    public static object ObjectAt(nuint address) => Unsafe.As<nuint, object>(ref address);

    /// <returns>Where the fields of an object begin.</returns>
    public static ref byte DataOf(object value) => ref Unsafe.As<RawData>(value).Data;
}
