using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Elements in order, each once.</summary>
/// <remarks>
/// A treap: a search tree by the order of elements that is at the same time a heap by random weights, which keep it as flat as one that was filled in random
/// order.
/// </remarks>
public partial class SortedSet<T> : ISet<T>, IReadOnlyCollection<T>
{
    internal sealed class Node(T item, uint weight)
    {
        public T Item = item;
        public readonly uint Weight = weight;
        public Node? Left, Right;
    }

    private readonly IComparer<T> _comparer;
    private Node? _root;
    private int _count;
    private uint _random = 0x9E37_79B9;

    public SortedSet() : this((IComparer<T>?)null) { }

    public SortedSet(IComparer<T>? comparer) => _comparer = comparer ?? Comparer<T>.Default;

    public SortedSet(IEnumerable<T> collection) : this(collection, null) { }

    public SortedSet(IEnumerable<T> collection, IComparer<T>? comparer) : this(comparer)
    {
        foreach (var item in collection) _ = Add(item);
    }

    public int Count => _count;

    public IComparer<T> Comparer => _comparer;

    public T? Min
    {
        get
        {
            var node = _root;
            while (node?.Left != null) node = node.Left;
            return node == null ? default : node.Item;
        }
    }

    public T? Max
    {
        get
        {
            var node = _root;
            while (node?.Right != null) node = node.Right;
            return node == null ? default : node.Item;
        }
    }

    /// <returns>False when it is there already.</returns>
    public bool Add(T item)
    {
        if (!Add(ref _root, item)) return false;
        _count++;
        return true;
    }

    private bool Add(ref Node? place, T item)
    {
        if (place is not { } node)
        {
            place = new Node(item, NextWeight());
            return true;
        }
        int order = _comparer.Compare(item, node.Item);
        if (order == 0) return false;
        if (order < 0)
        {
            if (!Add(ref node.Left, item)) return false;
            if (node.Left!.Weight > node.Weight) RaiseLeft(ref place, node);
        }
        else
        {
            if (!Add(ref node.Right, item)) return false;
            if (node.Right!.Weight > node.Weight) RaiseRight(ref place, node);
        }
        return true;
    }

    private static void RaiseLeft(ref Node? place, Node node)
    {
        var left = node.Left!;
        node.Left = left.Right;
        left.Right = node;
        place = left;
    }

    private static void RaiseRight(ref Node? place, Node node)
    {
        var right = node.Right!;
        node.Right = right.Left;
        right.Left = node;
        place = right;
    }

    /// <summary>Marsaglia's xorshift, "Xorshift RNGs", 2003.</summary>
    private uint NextWeight()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return _random;
    }

    public bool Remove(T item)
    {
        ref var place = ref _root;
        while (place is { } node)
        {
            int order = _comparer.Compare(item, node.Item);
            if (order == 0)
            {
                place = Join(node.Left, node.Right);
                _count--;
                return true;
            }
            place = ref order < 0 ? ref node.Left : ref node.Right;
        }
        return false;
    }

    /// <summary>One tree of two, of which the first has the lesser elements.</summary>
    private static Node? Join(Node? left, Node? right)
    {
        if (left == null) return right;
        if (right == null) return left;
        if (left.Weight > right.Weight)
        {
            left.Right = Join(left.Right, right);
            return left;
        }
        right.Left = Join(left, right.Left);
        return right;
    }

    internal Node? Find(T item)
    {
        var node = _root;
        while (node != null && _comparer.Compare(item, node.Item) is var order and not 0) node = order < 0 ? node.Left : node.Right;
        return node;
    }

    public bool Contains(T item) => Find(item) != null;

    public bool TryGetValue(T equalValue, [MaybeNullWhen(false)] out T actualValue)
    {
        var node = Find(equalValue);
        actualValue = node == null ? default : node.Item;
        return node != null;
    }

    public void Clear()
    {
        _root = null;
        _count = 0;
    }

    public int RemoveWhere(Predicate<T> match)
    {
        List<T> gone = [];
        foreach (var item in this)
            if (match(item)) gone.Add(item);
        foreach (var item in gone) _ = Remove(item);
        return gone.Count;
    }

    public void CopyTo(T[] array) => CopyTo(array, 0, _count);
    public void CopyTo(T[] array, int index) => CopyTo(array, index, _count);

    public void CopyTo(T[] array, int index, int count)
    {
        if (index < 0 || count < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        var destination = array.AsSpan(index, Math.Min(count, _count));
        int at = 0;
        foreach (var item in this)
        {
            if (at == destination.Length) return;
            destination[at++] = item;
        }
    }

    public IEnumerable<T> Reverse()
    {
        List<T> items = [.. this];
        for (int i = items.Count - 1; i >= 0; i--) yield return items[i];
    }

    bool ICollection<T>.IsReadOnly => false;
    void ICollection<T>.Add(T item) => _ = Add(item);

    public Enumerator GetEnumerator() => new(this);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator : IEnumerator<T>
    {
        private readonly SortedSet<T> _set;

        /// <summary>Those whose left sides are done, from the top on.</summary>
        private readonly Stack<Node> _path;
        private Node? _current;

        internal Enumerator(SortedSet<T> set)
        {
            _set = set;
            _path = new();
            Descend(set._root);
        }

        public readonly T Current => _current == null ? default! : _current.Item;
        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (!_path.TryPop(out _current)) return false;
            Descend(_current.Right);
            return true;
        }

        private readonly void Descend(Node? node)
        {
            for (; node != null; node = node.Left) _path.Push(node);
        }

        public void Reset()
        {
            _path.Clear();
            _current = null;
            Descend(_set._root);
        }

        public readonly void Dispose() { }
    }
}
