using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>First in, first out.</summary>
/// <remarks>A ring: the elements are the ones from <c>_first</c> on, around the end of the array.</remarks>
public class Queue<T> : IReadOnlyCollection<T>
{
    private const int FirstCapacity = 4;

    private T[] _items;
    private int _first;
    private int _count;

    public Queue() => _items = [];
    public Queue(int capacity) => _items = capacity == 0 ? [] : new T[capacity];

    public Queue(IEnumerable<T> collection) : this()
    {
        foreach (var item in collection) Enqueue(item);
    }

    public int Count => _count;

    public int Capacity => _items.Length;

    public void Enqueue(T item)
    {
        if (_count == _items.Length) Move(Math.Max(_count * 2, FirstCapacity));
        At(_count++) = item;
    }

    public T Dequeue()
    {
        if (!TryDequeue(out var item)) ThrowHelpers.ThrowInvalidOperationException();
        return item;
    }

    public bool TryDequeue([MaybeNullWhen(false)] out T result)
    {
        if (!TryPeek(out result)) return false;
        At(0) = default!;
        _first = _first + 1 == _items.Length ? 0 : _first + 1;
        _count--;
        return true;
    }

    /// <summary>Takes the one that was added last.</summary>
    internal T DequeueLast()
    {
        ref var last = ref At(--_count);
        var item = last;
        last = default!;
        return item;
    }

    public T Peek()
    {
        if (!TryPeek(out var item)) ThrowHelpers.ThrowInvalidOperationException();
        return item;
    }

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        result = _count == 0 ? default : At(0);
        return _count != 0;
    }

    public bool Contains(T item)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < _count; i++)
            if (comparer.Equals(At(i), item)) return true;
        return false;
    }

    public void Clear()
    {
        _items.AsSpan().Clear();
        _first = _count = 0;
    }

    public int EnsureCapacity(int capacity)
    {
        if (capacity > _items.Length) Move(Math.Max(capacity, Math.Max(_items.Length * 2, FirstCapacity)));
        return _items.Length;
    }

    public void TrimExcess() => Move(_count);

    public T[] ToArray()
    {
        if (_count == 0) return [];
        var array = new T[_count];
        CopyTo(array, 0);
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex)
    {
        var destination = array.AsSpan(arrayIndex, _count);
        var head = _items.AsSpan(_first, Math.Min(_count, _items.Length - _first));
        head.CopyTo(destination);
        _items.AsSpan(0, _count - head.Length).CopyTo(destination.Slice(head.Length));
    }

    private ref T At(int index)
    {
        int place = _first + index;
        return ref _items[place < _items.Length ? place : place - _items.Length];
    }

    private void Move(int capacity)
    {
        var items = new T[capacity];
        CopyTo(items, 0);
        _items = items;
        _first = 0;
    }

    public Enumerator GetEnumerator() => new(this);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);
    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    public struct Enumerator : IEnumerator<T>
    {
        private readonly Queue<T> _queue;
        private int _at;

        internal Enumerator(Queue<T> queue)
        {
            _queue = queue;
            _at = -1;
        }

        public readonly T Current => _queue.At(_at);
        readonly object? IEnumerator.Current => Current;

        public bool MoveNext() => ++_at < _queue._count;
        public void Reset() => _at = -1;
        public readonly void Dispose() { }
    }
}
