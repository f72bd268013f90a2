using System.Collections;
using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>What every <c>T[]</c> implements; <c>this</c> is the array itself.</summary>
internal partial class Array<T> : IList<T>, IReadOnlyList<T>
{
    private T[] Items => Runtime.CompilerServices.Unsafe.As<T[]>(this);

    public int Count => Length;
    bool ICollection<T>.IsReadOnly => true;

    public T this[int index]
    {
        get => Items[index];
        set => Items[index] = value;
    }

    public bool Contains(T item) => IndexOf(Items, item) >= 0;
    public int IndexOf(T item) => IndexOf(Items, item);
    public void CopyTo(T[] array, int arrayIndex) => Items.CopyTo(array.AsSpan(arrayIndex));

    public IEnumerator<T> GetEnumerator() => new ArrayEnumerator<T>(Items);
    IEnumerator IEnumerable.GetEnumerator() => new ArrayEnumerator<T>(Items);

    // An array has the length that it has.

    void ICollection<T>.Add(T item) => ThrowHelpers.ThrowNotSupportedException();
    void ICollection<T>.Clear() => ThrowHelpers.ThrowNotSupportedException();
    void IList<T>.Insert(int index, T item) => ThrowHelpers.ThrowNotSupportedException();
    void IList<T>.RemoveAt(int index) => ThrowHelpers.ThrowNotSupportedException();

    bool ICollection<T>.Remove(T item)
    {
        ThrowHelpers.ThrowNotSupportedException();
        return false;
    }
}
