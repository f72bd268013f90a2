using System.Runtime.CompilerServices;

namespace Internal.Runtime;

/// <summary>Values inside objects.</summary>
internal static class Boxes
{
    /// <returns>A number that is the object's own: its address, which never changes.</returns>
    public static nuint Identity(object value) => Unsafe.As<object, nuint>(ref value) >> 3;

    /// <returns>Where the fields of an object begin.</returns>
    public static ref byte DataOf(object value) => ref Unsafe.As<RawData>(value).Data;
}
