using System.Collections;
using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Arrays whose elements' type is known at run time only.</summary>
// SAFETY: the types are those of live objects, and an element is looked at by its array's own type.
public abstract unsafe partial class Array : IList
{
    public int Rank => 1;
    public long LongLength => Length;

    public int GetLength(int dimension)
    {
        if (dimension != 0) ThrowHelpers.ThrowIndexOutOfRangeException();
        return Length;
    }

    public object? GetValue(int index)
    {
        ref byte element = ref ElementAt(index);
        var type = m_pEEType->ElementType;
        return type->IsValueType ? RuntimeExports.RhBox(type, ref element) : Unsafe.As<byte, object?>(ref element);
    }

    /// <summary>The value is of the elements' type: numbers are not made wider.</summary>
    public void SetValue(object? value, int index)
    {
        ref byte element = ref ElementAt(index);
        var type = m_pEEType->ElementType;
        if (type->IsNullable) RuntimeExports.RhUnboxNullable(ref element, type, value);
        else if (type->IsValueType)
            SpanHelpers.Memmove(ref element, ref RuntimeExports.RhUnbox2(type, value), type->ValueSize);
        else
        {
            if (value != null && !TypeRelation.IsAssignable(value.m_pEEType, type))
                ThrowHelpers.ThrowInvalidCastException();
            Unsafe.As<byte, object?>(ref element) = value;
        }
    }

    public void CopyTo(Array array, int index)
    {
        if (index < 0 || array.Length - index < Length) ThrowHelpers.ThrowArgumentException();
        if (array.m_pEEType == m_pEEType)
        {
            nuint bytes = (nuint)Length * (nuint)m_pEEType->ElementSize;
            Buffer.BulkMoveWithWriteBarrier(ref array.PlaceOf(index), ref PlaceOf(0), bytes);
            return;
        }
        for (int i = 0; i < Length; i++) array.SetValue(GetValue(i), index + i);
    }

    IEnumerator IEnumerable.GetEnumerator() => new UntypedArrayEnumerator(this);

    int ICollection.Count => Length;
    bool ICollection.IsSynchronized => false;
    object ICollection.SyncRoot => this;

    object? IList.this[int index]
    {
        get => GetValue(index);
        set => SetValue(value, index);
    }

    bool IList.IsFixedSize => true;
    bool IList.IsReadOnly => false;

    bool IList.Contains(object? value) => ((IList)this).IndexOf(value) >= 0;

    int IList.IndexOf(object? value)
    {
        for (int i = 0; i < Length; i++)
            if (Equals(GetValue(i), value)) return i;
        return -1;
    }

    void IList.Clear() => SpanHelpers.ClearWithoutReferences(
        ref PlaceOf(0), (nuint)Length * (nuint)m_pEEType->ElementSize);

    // An array has the length that it has.

    int IList.Add(object? value)
    {
        ThrowHelpers.ThrowNotSupportedException();
        return -1;
    }

    void IList.Insert(int index, object? value) => ThrowHelpers.ThrowNotSupportedException();
    void IList.Remove(object? value) => ThrowHelpers.ThrowNotSupportedException();
    void IList.RemoveAt(int index) => ThrowHelpers.ThrowNotSupportedException();

    private ref byte ElementAt(int index)
    {
        if ((uint)index >= (uint)Length) ThrowHelpers.ThrowIndexOutOfRangeException();
        return ref PlaceOf(index);
    }

    private ref byte PlaceOf(int index)
        => ref Unsafe.AddByteOffset(
            ref Unsafe.As<RawArrayData>(this).Data, (nuint)index * (nuint)m_pEEType->ElementSize);
}
