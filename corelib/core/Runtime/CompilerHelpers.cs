using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime
{
    /// <summary>The compiler's description of a type; the start of what it lays out.</summary>
    public struct MethodTable
    {
        public uint Flags;
        public uint BaseSize;
    }
}

namespace Internal.Runtime.CompilerHelpers
{
    /// <summary>What the runtime's own checks call when they fail. None returns: the host of the core library reports and stops.</summary>
    internal static class ThrowHelpers
    {
        [RuntimeImport("*", "DiesisRuntimeFault"), MethodImpl(MethodImplOptions.InternalCall)]
        [DoesNotReturn]
        private static extern void Fault(string what);

        [DoesNotReturn] public static void AssertionFailed(string what) => Fault(what);
        [DoesNotReturn] public static void ThrowIndexOutOfRangeException() => Fault("index out of range");
        [DoesNotReturn] public static void ThrowArgumentOutOfRangeException() => Fault("argument out of range");
        [DoesNotReturn] public static void ThrowArgumentException() => Fault("argument refused");
        [DoesNotReturn] public static void ThrowInvalidOperationException() => Fault("operation not valid in this state");
        [DoesNotReturn] public static void ThrowOverflowException() => Fault("arithmetic overflow");
        [DoesNotReturn] public static void ThrowDivideByZeroException() => Fault("division by zero");
        [DoesNotReturn] public static void ThrowNullReferenceException() => Fault("null reference");
        [DoesNotReturn] public static void ThrowArrayTypeMismatchException() => Fault("array element of another type");
        [DoesNotReturn] public static void ThrowPlatformNotSupportedException() => Fault("not supported on this platform");
        [DoesNotReturn] public static void ThrowNotImplementedException() => Fault("not implemented");
        [DoesNotReturn] public static void ThrowFeatureBodyRemoved() => Fault("a feature that was compiled out");
        [DoesNotReturn] public static void ThrowInstanceBodyRemoved() => Fault("a method of a type that is never made");
        [DoesNotReturn] public static void ThrowUnavailableType() => Fault("a type that does not exist");
        [DoesNotReturn] public static void ThrowInvalidProgramException() => Fault("invalid program");
        [DoesNotReturn] public static void ThrowTypeLoadException() => Fault("a type that cannot be loaded");
    }
}

namespace System
{
    public static class Buffer
    {
        internal static void BulkMoveWithWriteBarrier(ref byte destination, ref byte source, nuint length)
            => SpanHelpers.Memmove(ref destination, ref source, length);
    }

    /// <summary>Block operations that the code generator calls. Assembly, because a loop here would be compiled into a call of itself.</summary>
    internal static class SpanHelpers
    {
        [RuntimeImport("*", "memmove"), MethodImpl(MethodImplOptions.InternalCall)]
        private static extern unsafe void* memmove(ref byte destination, ref byte source, nuint length);
        [RuntimeImport("*", "memset"), MethodImpl(MethodImplOptions.InternalCall)]
        private static extern unsafe void* memset(ref byte destination, int value, nuint length);

        internal static unsafe void Memmove(ref byte destination, ref byte source, nuint length) => memmove(ref destination, ref source, length);
        internal static unsafe void ClearWithoutReferences(ref byte destination, nuint length) => memset(ref destination, 0, length);
        internal static unsafe void Fill(ref byte destination, byte value, nuint length) => memset(ref destination, value, length);
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>
    /// The compiler names these where a static field cannot be computed at build time. They are imports of a symbol
    /// that nothing defines, so that a lazily initialised static is an error of the linker.
    /// </summary>
    internal static unsafe class ClassConstructorRunner
    {
        [RuntimeImport("*", "diesis_error_lazy_static_constructor"), MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void CheckStaticClassConstruction(ref StaticClassConstructionContext context);
        [RuntimeImport("*", "diesis_error_lazy_static_constructor"), MethodImpl(MethodImplOptions.InternalCall)]
        private static extern object CheckStaticClassConstructionReturnGCStaticBase(ref StaticClassConstructionContext context, object gcStaticBase);
        [RuntimeImport("*", "diesis_error_lazy_static_constructor"), MethodImpl(MethodImplOptions.InternalCall)]
        private static extern nint CheckStaticClassConstructionReturnNonGCStaticBase(ref StaticClassConstructionContext context, nint nonGcStaticBase);
        [RuntimeImport("*", "diesis_error_lazy_static_constructor"), MethodImpl(MethodImplOptions.InternalCall)]
        private static extern object CheckStaticClassConstructionReturnThreadStaticBase(ref StaticClassConstructionContext context, object threadStaticBase);
    }

    public struct StaticClassConstructionContext { public nint cctorMethodAddress; }
}

namespace System.Runtime
{
    /// <summary>Casts, which the kernel does not use: each is an import of a symbol that nothing defines.</summary>
    internal static unsafe class TypeCast
    {
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern object? IsInstanceOfClass(Internal.Runtime.MethodTable* type, object? value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern object? IsInstanceOfInterface(Internal.Runtime.MethodTable* type, object? value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern object? IsInstanceOfAny(Internal.Runtime.MethodTable* type, object? value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern bool IsInstanceOfException(Internal.Runtime.MethodTable* type, object? value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern object CheckCastClass(Internal.Runtime.MethodTable* type, object value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern object CheckCastClassSpecial(Internal.Runtime.MethodTable* type, object value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern object CheckCastInterface(Internal.Runtime.MethodTable* type, object value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern object CheckCastAny(Internal.Runtime.MethodTable* type, object value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern void StelemRef(object?[] array, nint index, object? value);
        [RuntimeImport("*", "diesis_error_cast"), MethodImpl(MethodImplOptions.InternalCall)] public static extern ref object? LdelemaRef(object?[] array, nint index, Internal.Runtime.MethodTable* elementType);
    }
}
