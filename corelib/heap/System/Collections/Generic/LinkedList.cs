using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>A place in a list that leads to its neighbours.</summary>
public sealed class LinkedListNode<T>(T value)
{
    private T _value = value;

    internal LinkedListNode<T>? Following, Preceding;

    /// <summary>Null while it is in none.</summary>
    public LinkedList<T>? List { get; internal set; }

    public LinkedListNode<T>? Next => List == null || Following == List.First ? null : Following;
    public LinkedListNode<T>? Previous => List == null || this == List.First ? null : Preceding;

    public T Value
    {
        get => _value;
        set => _value = value;
    }

    public ref T ValueRef => ref _value;
}

/// <summary>Elements in any order, each of which can be found again by its node.</summary>
/// <remarks>A ring: behind the last comes the first.</remarks>
public class LinkedList<T> : ICollection<T>, IReadOnlyCollection<T>
{
    private LinkedListNode<T>? _first;
    private int _count;

    public LinkedList() { }

    public LinkedList(IEnumerable<T> collection)
    {
        foreach (var item in collection) _ = AddLast(item);
    }

    public int Count => _count;
    public LinkedListNode<T>? First => _first;
    public LinkedListNode<T>? Last => _first?.Preceding;

    public LinkedListNode<T> AddFirst(T value)
    {
        LinkedListNode<T> node = new(value);
        AddFirst(node);
        return node;
    }

    public void AddFirst(LinkedListNode<T> node)
    {
        AddLast(node);
        _first = node;
    }

    public LinkedListNode<T> AddLast(T value)
    {
        LinkedListNode<T> node = new(value);
        AddLast(node);
        return node;
    }

    public void AddLast(LinkedListNode<T> node)
    {
        RequireNew(node);
        if (_first != null)
        {
            Insert(node, _first);
            return;
        }
        node.Following = node.Preceding = _first = node;
        node.List = this;
        _count = 1;
    }

    public LinkedListNode<T> AddAfter(LinkedListNode<T> node, T value)
    {
        LinkedListNode<T> added = new(value);
        AddAfter(node, added);
        return added;
    }

    public void AddAfter(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        RequireMine(node);
        RequireNew(newNode);
        Insert(newNode, node.Following!);
    }

    public LinkedListNode<T> AddBefore(LinkedListNode<T> node, T value)
    {
        LinkedListNode<T> added = new(value);
        AddBefore(node, added);
        return added;
    }

    public void AddBefore(LinkedListNode<T> node, LinkedListNode<T> newNode)
    {
        RequireMine(node);
        RequireNew(newNode);
        Insert(newNode, node);
        if (node == _first) _first = newNode;
    }

    private void Insert(LinkedListNode<T> node, LinkedListNode<T> before)
    {
        node.Following = before;
        node.Preceding = before.Preceding;
        before.Preceding!.Following = node;
        before.Preceding = node;
        node.List = this;
        _count++;
    }

    public bool Remove(T value)
    {
        var node = Find(value);
        if (node != null) Remove(node);
        return node != null;
    }

    public void Remove(LinkedListNode<T> node)
    {
        RequireMine(node);
        if (node.Following == node) _first = null;
        else
        {
            node.Following!.Preceding = node.Preceding;
            node.Preceding!.Following = node.Following;
            if (_first == node) _first = node.Following;
        }
        Forget(node);
        _count--;
    }

    public void RemoveFirst()
    {
        if (_first == null) ThrowHelpers.ThrowInvalidOperationException();
        Remove(_first);
    }

    public void RemoveLast()
    {
        if (_first == null) ThrowHelpers.ThrowInvalidOperationException();
        Remove(_first.Preceding!);
    }

    public void Clear()
    {
        for (var node = _first; node != null;)
        {
            var next = node.Next;
            Forget(node);
            node = next;
        }
        _first = null;
        _count = 0;
    }

    private static void Forget(LinkedListNode<T> node)
    {
        node.List = null;
        node.Following = node.Preceding = null;
    }

    public LinkedListNode<T>? Find(T value)
    {
        var node = _first;
        while (node != null && !EqualityComparer<T>.Default.Equals(node.Value, value)) node = node.Next;
        return node;
    }

    public LinkedListNode<T>? FindLast(T value)
    {
        var node = Last;
        while (node != null && !EqualityComparer<T>.Default.Equals(node.Value, value)) node = node.Previous;
        return node;
    }

    public bool Contains(T value) => Find(value) != null;

    public void CopyTo(T[] array, int index)
    {
        foreach (var item in this) array[index++] = item;
    }

    private void RequireMine(LinkedListNode<T> node)
    {
        if (node == null) ThrowHelpers.ThrowArgumentNullException();
        if (node.List != this) ThrowHelpers.ThrowInvalidOperationException();
    }

    private static void RequireNew(LinkedListNode<T> node)
    {
        if (node == null) ThrowHelpers.ThrowArgumentNullException();
        if (node.List != null) ThrowHelpers.ThrowInvalidOperationException();
    }

    bool ICollection<T>.IsReadOnly => false;
    void ICollection<T>.Add(T item) => _ = AddLast(item);

    public Enumerator GetEnumerator() => new(this);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public struct Enumerator(LinkedList<T> list) : IEnumerator<T>
    {
        private LinkedListNode<T>? _next = list._first;
        private T? _current;

        public readonly T Current => _current!;
        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            if (_next == null) return false;
            _current = _next.Value;
            _next = _next.Next;
            return true;
        }

        public void Reset()
        {
            _next = list._first;
            _current = default;
        }

        public readonly void Dispose() { }
    }
}
