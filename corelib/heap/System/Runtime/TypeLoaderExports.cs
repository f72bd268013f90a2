using Internal.Runtime.CompilerHelpers;

namespace System.Runtime;

/// <summary>
/// Where the compiler looks for a generic method that an object chooses. It leaves no tables for that to search; so <c>tools/lowering</c> has put another way in the place of
/// each such call, but for those in code that is shared between objects and values and never reached with an object.
/// </summary>
internal static class TypeLoaderExports
{
    public static nint GVMLookupForSlot(object target, RuntimeMethodHandle slot)
    {
        ThrowHelpers.ThrowEntryPointNotFoundException();
        return 0;
    }
}
