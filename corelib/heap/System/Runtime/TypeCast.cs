using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System.Runtime;

/// <summary>Casts; the code generator knows these by name and chooses by what it knows of the target.</summary>
internal static unsafe class TypeCast
{
    public static object? IsInstanceOfClass(MethodTable* type, object? value)
        => value == null || TypeRelation.IsDerived(value.m_pEEType, type) ? value : null;

    public static object? IsInstanceOfInterface(MethodTable* type, object? value)
        => value == null || TypeRelation.Implements(value.m_pEEType, type) ? value : null;

    public static object? IsInstanceOfAny(MethodTable* type, object? value)
        => value == null || TypeRelation.IsAssignable(value.m_pEEType, type) ? value : null;

    public static bool IsInstanceOfException(MethodTable* type, object? value)
        => value != null && TypeRelation.IsDerived(value.m_pEEType, type);

    public static object? CheckCastClass(MethodTable* type, object? value)
        => Require(IsInstanceOfClass(type, value), value);

    /// <summary>Called when a look at the object's own type has not settled it already.</summary>
    public static object? CheckCastClassSpecial(MethodTable* type, object? value)
        => Require(IsInstanceOfClass(type, value), value);

    public static object? CheckCastInterface(MethodTable* type, object? value)
        => Require(IsInstanceOfInterface(type, value), value);

    public static object? CheckCastAny(MethodTable* type, object? value)
        => Require(IsInstanceOfAny(type, value), value);

    /// <summary>Stores a reference in an array whose elements may be of a type that it is not.</summary>
    public static void StelemRef(object?[] array, nint index, object? value)
    {
        if ((nuint)index >= (nuint)array.Length) ThrowHelpers.ThrowIndexOutOfRangeException();
        if (value != null && !TypeRelation.IsAssignable(value.m_pEEType, array.m_pEEType->ElementType))
            ThrowHelpers.ThrowArrayTypeMismatchException();
        Unsafe.Add(ref Element(array), index) = value;
    }

    public static ref object? LdelemaRef(object?[] array, nint index, MethodTable* elementType)
    {
        if ((nuint)index >= (nuint)array.Length) ThrowHelpers.ThrowIndexOutOfRangeException();
        if (array.m_pEEType->ElementType != elementType) ThrowHelpers.ThrowArrayTypeMismatchException();
        return ref Unsafe.Add(ref Element(array), index);
    }

    private static ref object? Element(object?[] array)
        => ref Unsafe.As<byte, object?>(ref Unsafe.As<RawArrayData>(array).Data);

    private static object? Require(object? result, object? value)
    {
        if (result == null && value != null) ThrowHelpers.ThrowInvalidCastException();
        return value;
    }
}
