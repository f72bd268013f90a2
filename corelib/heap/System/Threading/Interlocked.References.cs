using System.Runtime.CompilerServices;

namespace System.Threading;

/// <summary>References to objects are addresses, which nothing else has to be told of.</summary>
public static partial class Interlocked
{
    public static T CompareExchange<T>(ref T location1, T value, T comparand) where T : class?
    {
        nint before = CompareExchange(
            ref Unsafe.As<T, nint>(ref location1), Unsafe.As<T, nint>(ref value), Unsafe.As<T, nint>(ref comparand));
        return Unsafe.As<nint, T>(ref before);
    }

    public static T Exchange<T>(ref T location1, T value) where T : class?
    {
        nint before = Exchange(ref Unsafe.As<T, nint>(ref location1), Unsafe.As<T, nint>(ref value));
        return Unsafe.As<nint, T>(ref before);
    }
}
