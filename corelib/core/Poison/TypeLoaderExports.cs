using System.Runtime.CompilerServices;

namespace System.Runtime;

/// <summary>Where the compiler looks for a generic method that an object chooses. There are no such objects: it is an import of a symbol that nothing defines.</summary>
internal static class TypeLoaderExports
{
    [RuntimeImport("*", "diesis_error_generic_virtual_method"), MethodImpl(MethodImplOptions.InternalCall)]
    internal static extern nint GVMLookupForSlot(object target, RuntimeMethodHandle slot);
}
