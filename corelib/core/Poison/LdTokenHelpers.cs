using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>
/// What a handle of a type, method or field in code is compiled to. The names have to be there: handles go into tables
/// of constants and into comparisons, and both are resolved when the code is generated. Where one is left, as with
/// <c>typeof</c> as a value, it is an import of a symbol that nothing defines.
/// </summary>
internal static class LdTokenHelpers
{
    private const string Error = "diesis_error_reflection";

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeTypeHandle GetRuntimeTypeHandle(nint type);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeMethodHandle GetRuntimeMethodHandle(nint method);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern RuntimeFieldHandle GetRuntimeFieldHandle(nint field);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern Type? GetRuntimeType(nint type);
}
