using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System.Runtime;

/// <summary>
/// Boxes, which programs without a heap do not use: each is an import of a symbol that nothing defines, so that a box
/// which the code generator does not get rid of is an error of the linker.
/// </summary>
internal static unsafe class RuntimeExports
{
    private const string Error = "diesis_error_boxing";

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern object RhBox(MethodTable* type, ref byte data);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern ref byte RhUnbox2(MethodTable* type, object value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void RhUnboxNullable(ref byte data, MethodTable* type, object? value);

    [RuntimeImport("*", Error), MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void RhUnboxTypeTest(MethodTable* type, MethodTable* boxType);
}
