using Internal.Runtime;

namespace System;

/// <summary>By the type of a box, where the type is only known at run time.</summary>
internal static partial class EnumMembers
{
    // SAFETY: types are compared, not looked into.
    public static unsafe EnumDescription Of(MethodTable* type)
    {
        EnumDescription description = default;
        Describe(type, ref description);
        return description;
    }

    static unsafe partial void Describe(MethodTable* type, ref EnumDescription description);
}
