namespace System.Runtime.CompilerServices;

/// <summary>
/// The compiler names these where a static field cannot be computed at build time. They are imports of a symbol
/// that nothing defines, so that a lazily initialised static is an error of the linker.
/// </summary>
internal static unsafe class ClassConstructorRunner
{
    private const string Error = "diesis_error_lazy_static_constructor";

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void CheckStaticClassConstruction(ref StaticClassConstructionContext context);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object CheckStaticClassConstructionReturnGCStaticBase(
        ref StaticClassConstructionContext context, object gcStaticBase);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern nint CheckStaticClassConstructionReturnNonGCStaticBase(
        ref StaticClassConstructionContext context, nint nonGcStaticBase);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern object CheckStaticClassConstructionReturnThreadStaticBase(
        ref StaticClassConstructionContext context, object threadStaticBase);
}
