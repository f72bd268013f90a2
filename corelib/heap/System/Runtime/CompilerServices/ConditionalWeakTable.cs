using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.GarbageCollection;

namespace System.Runtime.CompilerServices;

/// <summary>Values that are attached to objects: each is there as long as its object is, which it does not keep.</summary>
/// <remarks>Keys are told apart by identity. A key's hash code is its address, which never changes.</remarks>
public sealed class ConditionalWeakTable<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>> where TKey : class where TValue : class?
{
    public delegate TValue CreateValueCallback(TKey key);

    private const int FirstSize = 16;

    private sealed class Entry(DependentPair pair, int hash, Entry? next)
    {
        public DependentPair Pair = pair;
        public readonly int Hash = hash;
        public Entry? Next = next;
    }

    private readonly Lock _lock = new();

    // Under the lock. The table's size is a power of two.
    private Entry?[] _table = new Entry?[FirstSize];
    private int _count;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        lock (_lock)
        {
            var entry = Find(key);
            value = entry == null ? null : Unsafe.As<TValue>(entry.Pair.FindValue());
            return entry != null;
        }
    }

    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value)) ThrowHelpers.ThrowArgumentException();
    }

    /// <returns>False when the key has a value.</returns>
    public bool TryAdd(TKey key, TValue value)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        lock (_lock)
        {
            if (Find(key) != null) return false;
            Insert(key, value);
            return true;
        }
    }

    public void AddOrUpdate(TKey key, TValue value)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        lock (_lock)
        {
            if (Find(key) is { } entry) entry.Pair = DependentPair.Make(key, value);
            else Insert(key, value);
        }
    }

    /// <param name="createValueCallback">May be called for nothing: another thread's value may be there first.</param>
    public TValue GetValue(TKey key, CreateValueCallback createValueCallback)
    {
        if (TryGetValue(key, out var value)) return value;
        TValue made = createValueCallback(key);
        lock (_lock)
        {
            if (Find(key) is { } entry) return Unsafe.As<TValue>(entry.Pair.FindValue())!;
            Insert(key, made);
            return made;
        }
    }

    public bool Remove(TKey key)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        lock (_lock)
        {
            ref var place = ref PlaceOf(RuntimeHelpers.GetHashCode(key));
            while (place != null && place.Pair.FindKey() != key) place = ref place.Next;
            if (place == null) return false;
            place = place.Next;
            _count--;
            return true;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            Array.Clear(_table);
            _count = 0;
        }
    }

    private ref Entry? PlaceOf(int hash) => ref _table[hash & _table.Length - 1];

    private Entry? Find(TKey key)
    {
        var entry = PlaceOf(RuntimeHelpers.GetHashCode(key));
        while (entry != null && entry.Pair.FindKey() != key) entry = entry.Next;
        return entry;
    }

    private void Insert(TKey key, TValue value)
    {
        if (_count == _table.Length) Rebuild();
        ref var place = ref PlaceOf(RuntimeHelpers.GetHashCode(key));
        place = new Entry(DependentPair.Make(key, value), RuntimeHelpers.GetHashCode(key), place);
        _count++;
    }

    /// <summary>Leaves out what is dead, and makes room if that is too little.</summary>
    private void Rebuild()
    {
        var all = _table;
        int living = 0;
        foreach (var first in all)
            for (var entry = first; entry != null; entry = entry.Next)
                if (entry.Pair.FindKey() != null) living++;
        _table = new Entry?[living > all.Length / 2 ? all.Length * 2 : all.Length];
        _count = 0;
        foreach (var first in all)
        {
            for (var entry = first; entry != null;)
            {
                var next = entry.Next;
                if (entry.Pair.FindKey() != null)
                {
                    ref var place = ref PlaceOf(entry.Hash);
                    entry.Next = place;
                    place = entry;
                    _count++;
                }
                entry = next;
            }
        }
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        List<KeyValuePair<TKey, TValue>> pairs = [];
        lock (_lock)
        {
            foreach (var first in _table)
                for (var entry = first; entry != null; entry = entry.Next)
                    if (entry.Pair.FindKey() is { } key) pairs.Add(new(Unsafe.As<TKey>(key), Unsafe.As<TValue>(entry.Pair.FindValue())!));
        }
        return pairs.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
