using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System.Runtime;

/// <summary>What the code generator calls to make objects and boxes; it knows these by name.</summary>
internal static unsafe class RuntimeExports
{
    [RuntimeExport("RhpNewFast")]
    private static object NewObject(MethodTable* type) => Heap.Allocate(type);

    [RuntimeExport("RhpNewFinalizable")]
    private static object NewFinalizable(MethodTable* type) => Heap.AllocateFinalizable(type);

    [RuntimeExport("RhpNewArrayFast")]
    private static object NewArray(MethodTable* type, nint length) => Heap.AllocateArray(type, length);

    [RuntimeExport("RhpNewPtrArrayFast")]
    private static object NewArrayOfReferences(MethodTable* type, nint length) => Heap.AllocateArray(type, length);

    /// <summary>There is no unwinding: what is thrown ends the program.</summary>
    [RuntimeExport("RhpThrowEx")]
    private static void Throw(object exception)
        => ThrowHelpers.FailFast(Unsafe.As<Exception>(exception).Message);

    public static object? RhBox(MethodTable* type, ref byte data)
    {
        if (type->IsNullable)
        {
            bool hasValue = data != 0;
            if (!hasValue) return null;
            data = ref Unsafe.Add(ref data, type->NullableValueOffset);
            type = type->NullableType;
        }
        var box = Heap.Allocate(type);
        SpanHelpers.Memmove(ref Boxes.DataOf(box), ref data, type->ValueSize);
        return box;
    }

    /// <summary>Called when a look at the type has not settled it already.</summary>
    public static ref byte RhUnbox2(MethodTable* type, object? value)
    {
        if (value == null) ThrowHelpers.ThrowNullReferenceException();
        RhUnboxTypeTest(type, value.m_pEEType);
        return ref Boxes.DataOf(value);
    }

    public static void RhUnboxNullable(ref byte data, MethodTable* type, object? value)
    {
        if (value == null)
        {
            SpanHelpers.ClearWithoutReferences(ref data, type->ValueSize);
            return;
        }
        var inner = type->NullableType;
        RhUnboxTypeTest(inner, value.m_pEEType);
        data = 1;
        SpanHelpers.Memmove(
            ref Unsafe.Add(ref data, type->NullableValueOffset), ref Boxes.DataOf(value), inner->ValueSize);
    }

    /// <summary>An enumeration may be unboxed as its underlying type, and the other way around.</summary>
    public static void RhUnboxTypeTest(MethodTable* type, MethodTable* boxType)
    {
        bool isSame = type == boxType || MethodTable.AreSameKind(type, boxType);
        if (!isSame) ThrowHelpers.ThrowInvalidCastException();
    }
}
