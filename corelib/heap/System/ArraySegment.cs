using System.Collections;
using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A part of an array, by its place: what <see cref="Memory{T}"/> was called before spans.</summary>
public readonly struct ArraySegment<T> : IList<T>, IReadOnlyList<T>, IEquatable<ArraySegment<T>>
{
    private readonly T[]? _array;
    private readonly int _offset;
    private readonly int _count;

    public ArraySegment(T[] array)
    {
        if (array == null) ThrowHelpers.ThrowArgumentNullException();
        _array = array;
        _count = array.Length;
    }

    public ArraySegment(T[] array, int offset, int count)
    {
        if (array == null) ThrowHelpers.ThrowArgumentNullException();
        if ((uint)offset > (uint)array.Length || (uint)count > (uint)(array.Length - offset)) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _array = array;
        _offset = offset;
        _count = count;
    }

    public static ArraySegment<T> Empty { get; } = new([]);

    public T[]? Array => _array;
    public int Offset => _offset;
    public int Count => _count;

    public T this[int index]
    {
        get
        {
            if ((uint)index >= (uint)_count) ThrowHelpers.ThrowArgumentOutOfRangeException();
            return Existing[_offset + index];
        }
        set
        {
            if ((uint)index >= (uint)_count) ThrowHelpers.ThrowArgumentOutOfRangeException();
            Existing[_offset + index] = value;
        }
    }

    public ArraySegment<T> Slice(int index)
    {
        if ((uint)index > (uint)_count) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new(Existing, _offset + index, _count - index);
    }

    public ArraySegment<T> Slice(int index, int count)
    {
        if ((uint)index > (uint)_count || (uint)count > (uint)(_count - index)) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new(Existing, _offset + index, count);
    }

    public T[] ToArray() => Existing.AsSpan(_offset, _count).ToArray();

    public void CopyTo(T[] destination) => CopyTo(destination, 0);
    public void CopyTo(T[] destination, int destinationIndex) => Existing.AsSpan(_offset, _count).CopyTo(destination.AsSpan(destinationIndex));
    public void CopyTo(ArraySegment<T> destination) => Existing.AsSpan(_offset, _count).CopyTo(destination.Existing.AsSpan(destination._offset, destination._count));

    public Enumerator GetEnumerator() => new(Existing, _offset, _count);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ArraySegment<T> obj) => _array == obj._array && _offset == obj._offset && _count == obj._count;
    public override bool Equals(object? obj) => obj is ArraySegment<T> segment && Equals(segment);
    public override int GetHashCode() => _array == null ? 0 : HashCode.Combine(_offset, _count, Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_array));

    public static bool operator ==(ArraySegment<T> a, ArraySegment<T> b) => a.Equals(b);
    public static bool operator !=(ArraySegment<T> a, ArraySegment<T> b) => !a.Equals(b);
    public static implicit operator ArraySegment<T>(T[]? array) => array == null ? default : new(array);

    bool ICollection<T>.IsReadOnly => true;
    void ICollection<T>.Add(T item) => ThrowHelpers.ThrowNotSupportedException();
    void ICollection<T>.Clear() => ThrowHelpers.ThrowNotSupportedException();
    bool ICollection<T>.Contains(T item) => IndexOf(item) >= 0;
    int IList<T>.IndexOf(T item) => IndexOf(item);
    void IList<T>.Insert(int index, T item) => ThrowHelpers.ThrowNotSupportedException();
    void IList<T>.RemoveAt(int index) => ThrowHelpers.ThrowNotSupportedException();

    bool ICollection<T>.Remove(T item)
    {
        ThrowHelpers.ThrowNotSupportedException();
        return false;
    }

    private int IndexOf(T item)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < _count; i++)
            if (comparer.Equals(Existing[_offset + i], item)) return i;
        return -1;
    }

    private T[] Existing
    {
        get
        {
            if (_array == null) ThrowHelpers.ThrowInvalidOperationException();
            return _array;
        }
    }

    public struct Enumerator : IEnumerator<T>
    {
        private readonly T[] _array;
        private readonly int _start;
        private readonly int _end;
        private int _at;

        internal Enumerator(T[] array, int offset, int count)
        {
            _array = array;
            _start = offset;
            _end = offset + count;
            _at = offset - 1;
        }

        public readonly T Current => _array[_at];
        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_at < _end) _at++;
            return _at < _end;
        }

        public void Reset() => _at = _start - 1;
        public readonly void Dispose() { }
    }
}
