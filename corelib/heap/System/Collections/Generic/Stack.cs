using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Last in, first out.</summary>
public class Stack<T> : IReadOnlyCollection<T>
{
    private const int FirstCapacity = 4;

    private T[] _items;
    private int _count;

    public Stack() => _items = [];
    public Stack(int capacity) => _items = capacity == 0 ? [] : new T[capacity];

    public Stack(IEnumerable<T> collection) : this()
    {
        foreach (var item in collection) Push(item);
    }

    public int Count => _count;

    public int Capacity => _items.Length;

    public void Push(T item)
    {
        if (_count == _items.Length) Array.Resize(ref _items!, Math.Max(_count * 2, FirstCapacity));
        _items[_count++] = item;
    }

    public T Pop()
    {
        if (!TryPop(out var item)) ThrowHelpers.ThrowInvalidOperationException();
        return item;
    }

    public bool TryPop([MaybeNullWhen(false)] out T result)
    {
        if (!TryPeek(out result)) return false;
        // What is not on the stack any more is not kept alive by it.
        _items[--_count] = default!;
        return true;
    }

    public T Peek()
    {
        if (!TryPeek(out var item)) ThrowHelpers.ThrowInvalidOperationException();
        return item;
    }

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        result = _count == 0 ? default : _items[_count - 1];
        return _count != 0;
    }

    public bool Contains(T item)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < _count; i++)
            if (comparer.Equals(_items[i], item)) return true;
        return false;
    }

    public void Clear()
    {
        _items.AsSpan(0, _count).Clear();
        _count = 0;
    }

    public int EnsureCapacity(int capacity)
    {
        if (capacity > _items.Length)
            Array.Resize(ref _items!, Math.Max(capacity, Math.Max(_items.Length * 2, FirstCapacity)));
        return _items.Length;
    }

    public void TrimExcess() => Array.Resize(ref _items!, _count);

    /// <returns>The last first.</returns>
    public T[] ToArray()
    {
        var array = _items.AsSpan(0, _count).ToArray();
        array.AsSpan().Reverse();
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex) => ToArray().AsSpan().CopyTo(array.AsSpan(arrayIndex));

    public Enumerator GetEnumerator() => new(this);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);
    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    public struct Enumerator : IEnumerator<T>
    {
        private readonly Stack<T> _stack;
        private int _at;

        internal Enumerator(Stack<T> stack)
        {
            _stack = stack;
            _at = stack._count;
        }

        public readonly T Current => _stack._items[_at];
        readonly object? IEnumerator.Current => Current;

        public bool MoveNext() => --_at >= 0;
        public void Reset() => _at = _stack._count;
        public readonly void Dispose() { }
    }
}
