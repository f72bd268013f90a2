using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Runtime;

/// <summary>
/// Casts, which programs without a heap do not use: each is an import of a symbol that nothing defines, so that a
/// cast is an error of the linker. The heap half of this library has the real ones.
/// </summary>
internal static unsafe class TypeCast
{
    private const string Error = "diesis_error_cast";
    private const string StoreError = "diesis_error_array_of_references";

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object? IsInstanceOfClass(MethodTable* type, object? value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object? IsInstanceOfInterface(MethodTable* type, object? value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object? IsInstanceOfAny(MethodTable* type, object? value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern bool IsInstanceOfException(MethodTable* type, object? value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object CheckCastClass(MethodTable* type, object value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object CheckCastClassSpecial(MethodTable* type, object value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object CheckCastInterface(MethodTable* type, object value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object CheckCastAny(MethodTable* type, object value);

    [RuntimeImport("*", StoreError), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void StelemRef(object?[] array, nint index, object? value);

    [RuntimeImport("*", StoreError), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ref object? LdelemaRef(object?[] array, nint index, MethodTable* elementType);
}
