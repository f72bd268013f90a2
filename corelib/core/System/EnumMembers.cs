namespace System;

/// <summary>
/// The members of the program's enumerations, which nothing keeps at run time: <c>sdk/generators</c> writes them down.
/// Programs without that generator have none, nor have enumerations that are private inside other types.
/// </summary>
/// <remarks>Which type is meant is settled when code is generated: images carry what they use, and no more.</remarks>
internal static partial class EnumMembers
{
    public static EnumDescription Of<TEnum>()
    {
        EnumDescription description = default;
        Describe<TEnum>(ref description);
        return description;
    }

    static partial void Describe<TEnum>(ref EnumDescription description);
}
