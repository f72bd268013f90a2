using System;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>
/// What a handle of a type, method or field in code is compiled to. Only the names have to be there: handles go into
/// tables of constants and into comparisons, and both are resolved when the code is generated.
/// </summary>
internal static class LdTokenHelpers
{
    internal static RuntimeTypeHandle GetRuntimeTypeHandle(nint type) => default;
    internal static RuntimeMethodHandle GetRuntimeMethodHandle(nint method) => default;
    internal static RuntimeFieldHandle GetRuntimeFieldHandle(nint field) => default;
    internal static Type? GetRuntimeType(nint type) => null;
}
