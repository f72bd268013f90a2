using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.ObjectModel;

/// <summary>A list that is seen through this one, and not to be changed by whoever holds it.</summary>
public class ReadOnlyCollection<T>(IList<T> list) : IList<T>, IReadOnlyList<T>
{
    public static ReadOnlyCollection<T> Empty { get; } = new([]);

    protected IList<T> Items => list;

    public int Count => list.Count;
    public T this[int index] => list[index];
    public bool Contains(T value) => list.Contains(value);
    public int IndexOf(T value) => list.IndexOf(value);
    public void CopyTo(T[] array, int index) => list.CopyTo(array, index);

    public IEnumerator<T> GetEnumerator() => list.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => list.GetEnumerator();

    bool ICollection<T>.IsReadOnly => true;

    T IList<T>.this[int index]
    {
        get => list[index];
        set => ThrowHelpers.ThrowNotSupportedException();
    }

    void ICollection<T>.Add(T value) => ThrowHelpers.ThrowNotSupportedException();
    void ICollection<T>.Clear() => ThrowHelpers.ThrowNotSupportedException();
    void IList<T>.Insert(int index, T value) => ThrowHelpers.ThrowNotSupportedException();
    void IList<T>.RemoveAt(int index) => ThrowHelpers.ThrowNotSupportedException();

    bool ICollection<T>.Remove(T value)
    {
        ThrowHelpers.ThrowNotSupportedException();
        return false;
    }
}
