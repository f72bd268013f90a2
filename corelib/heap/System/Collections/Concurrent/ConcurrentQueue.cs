using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Concurrent;

/// <summary>A queue for several threads: one queue and one lock, held for a few instructions.</summary>
public class ConcurrentQueue<T> : IReadOnlyCollection<T>
{
    private readonly Queue<T> _items;

    public ConcurrentQueue() => _items = new();
    public ConcurrentQueue(IEnumerable<T> collection) => _items = new(collection);

    public int Count
    {
        get
        {
            lock (_items) return _items.Count;
        }
    }

    public bool IsEmpty => Count == 0;

    public void Enqueue(T item)
    {
        lock (_items) _items.Enqueue(item);
    }

    public bool TryDequeue([MaybeNullWhen(false)] out T result)
    {
        lock (_items) return _items.TryDequeue(out result);
    }

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        lock (_items) return _items.TryPeek(out result);
    }

    public void Clear()
    {
        lock (_items) _items.Clear();
    }

    public T[] ToArray()
    {
        lock (_items) return _items.ToArray();
    }

    public void CopyTo(T[] array, int index)
    {
        lock (_items) _items.CopyTo(array, index);
    }

    /// <summary>As it is now.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
