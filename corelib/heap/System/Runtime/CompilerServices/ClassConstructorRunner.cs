namespace System.Runtime.CompilerServices;

/// <summary>Runs a class constructor before the first use of the class's static fields.</summary>
/// <remarks>One thread at a time, as the heap: a constructor that asks for its own class finds it unfinished.</remarks>
internal static unsafe class ClassConstructorRunner
{
    private static void CheckStaticClassConstruction(ref StaticClassConstructionContext context)
    {
        nint constructor = context.cctorMethodAddress;
        if (constructor == 0) return;
        context.cctorMethodAddress = 0;
        ((delegate*<void>)constructor)();
    }

    private static object CheckStaticClassConstructionReturnGCStaticBase(
        ref StaticClassConstructionContext context, object gcStaticBase)
    {
        CheckStaticClassConstruction(ref context);
        return gcStaticBase;
    }

    private static nint CheckStaticClassConstructionReturnNonGCStaticBase(
        ref StaticClassConstructionContext context, nint nonGcStaticBase)
    {
        CheckStaticClassConstruction(ref context);
        return nonGcStaticBase;
    }

    private static object CheckStaticClassConstructionReturnThreadStaticBase(
        ref StaticClassConstructionContext context, object threadStaticBase)
    {
        CheckStaticClassConstruction(ref context);
        return threadStaticBase;
    }
}
