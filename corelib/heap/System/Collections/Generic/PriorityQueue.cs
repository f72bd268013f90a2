using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Elements that leave in the order of their priorities, the least first.</summary>
/// <remarks>
/// A heap of four children a node, as .NET's, so that elements of equal priority leave in the same order as there.
/// </remarks>
public class PriorityQueue<TElement, TPriority>
{
    private const int Children = 4;
    private const int FirstCapacity = 4;

    private (TElement Element, TPriority Priority)[] _nodes = [];
    private readonly IComparer<TPriority> _comparer;
    private int _count;

    public PriorityQueue() : this(null) { }
    public PriorityQueue(IComparer<TPriority>? comparer) => _comparer = comparer ?? Comparer<TPriority>.Default;

    public int Count => _count;

    public IComparer<TPriority> Comparer => _comparer;

    public void Enqueue(TElement element, TPriority priority)
    {
        if (_count == _nodes.Length) Array.Resize(ref _nodes!, Math.Max(_count * 2, FirstCapacity));
        Rise(_count++, (element, priority));
    }

    public void EnqueueRange(IEnumerable<(TElement Element, TPriority Priority)> items)
    {
        foreach (var (element, priority) in items) Enqueue(element, priority);
    }

    public TElement Dequeue()
    {
        if (!TryDequeue(out var element, out _)) ThrowHelpers.ThrowInvalidOperationException();
        return element;
    }

    public bool TryDequeue(
        [MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        if (!TryPeek(out element, out priority)) return false;
        var last = _nodes[--_count];
        _nodes[_count] = default;
        if (_count != 0) Sink(last);
        return true;
    }

    public TElement Peek()
    {
        if (!TryPeek(out var element, out _)) ThrowHelpers.ThrowInvalidOperationException();
        return element;
    }

    public bool TryPeek([MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        (element, priority) = _count == 0 ? default : _nodes[0];
        return _count != 0;
    }

    /// <summary>Adds one, then takes the first, which may be the same.</summary>
    public TElement EnqueueDequeue(TElement element, TPriority priority)
    {
        if (_count == 0 || _comparer.Compare(priority, _nodes[0].Priority) <= 0) return element;
        var first = _nodes[0].Element;
        Sink((element, priority));
        return first;
    }

    public void Clear()
    {
        _nodes.AsSpan(0, _count).Clear();
        _count = 0;
    }

    /// <summary>Puts a node at a free place, or where a parent of that is that comes after it.</summary>
    private void Rise(int place, (TElement Element, TPriority Priority) node)
    {
        while (place > 0)
        {
            int parent = (place - 1) / Children;
            if (_comparer.Compare(node.Priority, _nodes[parent].Priority) >= 0) break;
            _nodes[place] = _nodes[parent];
            place = parent;
        }
        _nodes[place] = node;
    }

    /// <summary>Puts a node at the first place, or where a child is that comes before it.</summary>
    private void Sink((TElement Element, TPriority Priority) node)
    {
        int place = 0;
        while (place * Children + 1 < _count)
        {
            int least = place * Children + 1;
            int end = Math.Min(least + Children, _count);
            for (int child = least + 1; child < end; child++)
                if (_comparer.Compare(_nodes[child].Priority, _nodes[least].Priority) < 0) least = child;
            if (_comparer.Compare(node.Priority, _nodes[least].Priority) <= 0) break;
            _nodes[place] = _nodes[least];
            place = least;
        }
        _nodes[place] = node;
    }
}
