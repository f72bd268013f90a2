using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace System.Collections.Concurrent;

/// <summary>A stack for several threads, without a lock: a list whose head is exchanged. No link is used twice, so none can
/// be taken for another.</summary>
public class ConcurrentStack<T> : IReadOnlyCollection<T>
{
    private sealed class Link(T value, Link? below)
    {
        public readonly T Value = value;
        public readonly Link? Below = below;
        public readonly int Count = below == null ? 1 : below.Count + 1;
    }

    private Link? _top;

    public ConcurrentStack() { }

    public ConcurrentStack(IEnumerable<T> collection)
    {
        foreach (var item in collection) Push(item);
    }

    public int Count => Volatile.Read(ref _top)?.Count ?? 0;
    public bool IsEmpty => Volatile.Read(ref _top) == null;

    public void Push(T item)
    {
        while (true)
        {
            var top = Volatile.Read(ref _top);
            if (Interlocked.CompareExchange(ref _top, new Link(item, top), top) == top) return;
        }
    }

    public bool TryPop([MaybeNullWhen(false)] out T result)
    {
        while (true)
        {
            var top = Volatile.Read(ref _top);
            if (top == null)
            {
                result = default;
                return false;
            }
            if (Interlocked.CompareExchange(ref _top, top.Below, top) != top) continue;
            result = top.Value;
            return true;
        }
    }

    public bool TryPeek([MaybeNullWhen(false)] out T result)
    {
        var top = Volatile.Read(ref _top);
        result = top == null ? default : top.Value;
        return top != null;
    }

    public void Clear() => Volatile.Write(ref _top, null);

    public T[] ToArray()
    {
        List<T> all = [];
        for (var link = Volatile.Read(ref _top); link != null; link = link.Below) all.Add(link.Value);
        return all.ToArray();
    }

    /// <summary>As it is now, the one pushed last first.</summary>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
