using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>
/// What failed checks call, the compiler's own and this library's. Where .NET would throw for a bug, the host of this
/// library is told what happened and does not return.
/// </summary>
internal static class ThrowHelpers
{
    [RuntimeImport("*", "DiesisRuntimeFault"), MethodImpl(MethodImplOptions.InternalCall), DoesNotReturn]
    private static extern void Fault(string what, string? detail);

    // The loop says it in a way that the code generator understands: nothing after the call needs to be kept.
    [MethodImpl(MethodImplOptions.AggressiveInlining), DoesNotReturn]
    private static void Stop(string what, string? detail = null)
    {
        Fault(what, detail);
        while (true) { }
    }

    [DoesNotReturn] public static void AssertionFailed(string? what) => Stop("assertion failed", what);
    [DoesNotReturn] public static void FailFast(string what) => Stop(what);
    [DoesNotReturn] public static void OutOfMemory() => Stop("out of memory");

    // Checks of this library.
    [DoesNotReturn] public static void ThrowArgumentException() => Stop("argument refused");
    [DoesNotReturn] public static void ThrowArgumentNullException() => Stop("argument is null");
    [DoesNotReturn] public static void ThrowArithmeticException() => Stop("not a number");
    [DoesNotReturn] public static void ThrowArgumentOutOfRangeException() => Stop("argument out of range");
    [DoesNotReturn] public static void ThrowDestinationTooShort() => Stop("the destination is too short");
    [DoesNotReturn] public static void ThrowEntryPointNotFoundException() => Stop("method not implemented by the object");
    [DoesNotReturn] public static void ThrowFormatException() => Stop("format or text not understood");
    [DoesNotReturn] public static void ThrowInvalidCastException() => Stop("object of another type");
    [DoesNotReturn] public static void ThrowKeyNotFoundException() => Stop("key not found");
    [DoesNotReturn] public static void ThrowNotSupportedException() => Stop("not supported");
    [DoesNotReturn] public static void ThrowInvalidOperationException() => Stop("operation not valid in this state");

    // Checks that the compiler puts into code; it finds these by their names.
    [DoesNotReturn] public static void ThrowIndexOutOfRangeException() => Stop("index out of range");
    [DoesNotReturn] public static void ThrowOverflowException() => Stop("arithmetic overflow");
    [DoesNotReturn] public static void ThrowDivideByZeroException() => Stop("division by zero");
    [DoesNotReturn] public static void ThrowNullReferenceException() => Stop("null reference");
    [DoesNotReturn] public static void ThrowArrayTypeMismatchException() => Stop("array element of another type");
    [DoesNotReturn] public static void ThrowPlatformNotSupportedException() => Stop("not supported on this platform");
    [DoesNotReturn] public static void ThrowNotImplementedException() => Stop("not implemented");
    [DoesNotReturn] public static void ThrowFeatureBodyRemoved() => Stop("a feature that was compiled out");
    [DoesNotReturn] public static void ThrowInstanceBodyRemoved() => Stop("a method of a type that is never made");
    [DoesNotReturn] public static void ThrowUnavailableType() => Stop("a type that does not exist");
    [DoesNotReturn] public static void ThrowInvalidProgramException() => Stop("invalid program");
    [DoesNotReturn] public static void ThrowTypeLoadException() => Stop("a type that cannot be loaded");
}
