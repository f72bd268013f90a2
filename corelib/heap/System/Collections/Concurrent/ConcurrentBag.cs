using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Concurrent;

/// <summary>A collection without an order for several threads. Here it is a stack.</summary>
public class ConcurrentBag<T> : IReadOnlyCollection<T>
{
    private readonly ConcurrentStack<T> _items;

    public ConcurrentBag() => _items = new();
    public ConcurrentBag(IEnumerable<T> collection) => _items = new(collection);

    public int Count => _items.Count;
    public bool IsEmpty => _items.IsEmpty;

    public void Add(T item) => _items.Push(item);
    public bool TryTake([MaybeNullWhen(false)] out T result) => _items.TryPop(out result);
    public bool TryPeek([MaybeNullWhen(false)] out T result) => _items.TryPeek(out result);
    public void Clear() => _items.Clear();
    public T[] ToArray() => _items.ToArray();

    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
