using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Concurrent;

/// <summary>Values by their keys, for several threads: tables with a lock each, chosen by the key's hash.</summary>
/// <remarks>What goes through all of it sees each table as it was at one moment, and not all of them at the same.</remarks>
public class ConcurrentDictionary<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>,
    IReadOnlyCollection<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private const int TablesPerCore = 4;

    /// <summary>So many bits of a hash choose a place inside a table; those above choose the table.</summary>
    private const int ShiftToTable = 16;

    private readonly Dictionary<TKey, TValue>[] _tables;
    private readonly IEqualityComparer<TKey> _comparer;

    public ConcurrentDictionary() : this((IEqualityComparer<TKey>?)null) { }

    public ConcurrentDictionary(IEqualityComparer<TKey>? comparer) : this(Environment.ProcessorCount, 0, comparer) { }

    public ConcurrentDictionary(int concurrencyLevel, int capacity) : this(concurrencyLevel, capacity, null) { }

    public ConcurrentDictionary(IEnumerable<KeyValuePair<TKey, TValue>> collection) : this()
    {
        foreach (var (key, value) in collection) this[key] = value;
    }

    public ConcurrentDictionary(int concurrencyLevel, int capacity, IEqualityComparer<TKey>? comparer)
    {
        int count = concurrencyLevel > 0 ? concurrencyLevel : Environment.ProcessorCount;
        _comparer = comparer ?? EqualityComparer<TKey>.Default;
        _tables = new Dictionary<TKey, TValue>[(int)BitOperations.RoundUpToPowerOf2((uint)(count * TablesPerCore))];
        for (int i = 0; i < _tables.Length; i++) _tables[i] = new(capacity / _tables.Length, _comparer);
    }

    public TValue this[TKey key]
    {
        get
        {
            if (!TryGetValue(key, out var value)) ThrowHelpers.ThrowKeyNotFoundException();
            return value;
        }
        set
        {
            var table = TableOf(key);
            lock (table) table[key] = value;
        }
    }

    public int Count
    {
        get
        {
            int count = 0;
            foreach (var table in _tables)
                lock (table) count += table.Count;
            return count;
        }
    }

    public bool IsEmpty => Count == 0;

    public ICollection<TKey> Keys => Array.ConvertAll(ToArray(), pair => pair.Key);
    public ICollection<TValue> Values => Array.ConvertAll(ToArray(), pair => pair.Value);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var table = TableOf(key);
        lock (table) return table.TryGetValue(key, out value);
    }

    public bool ContainsKey(TKey key) => TryGetValue(key, out _);

    public bool TryAdd(TKey key, TValue value)
    {
        var table = TableOf(key);
        lock (table) return table.TryAdd(key, value);
    }

    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var table = TableOf(key);
        lock (table) return table.Remove(key, out value);
    }

    /// <summary>Only when that is its value.</summary>
    public bool TryRemove(KeyValuePair<TKey, TValue> item)
    {
        var table = TableOf(item.Key);
        lock (table)
        {
            return table.TryGetValue(item.Key, out var value)
                && EqualityComparer<TValue>.Default.Equals(value, item.Value) && table.Remove(item.Key);
        }
    }

    public bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)
    {
        var table = TableOf(key);
        lock (table)
        {
            bool isSame = table.TryGetValue(key, out var value)
                && EqualityComparer<TValue>.Default.Equals(value, comparisonValue);
            if (isSame) table[key] = newValue;
            return isSame;
        }
    }

    public TValue GetOrAdd(TKey key, TValue value)
    {
        var table = TableOf(key);
        lock (table)
        {
            if (table.TryGetValue(key, out var there)) return there;
            table.Add(key, value);
            return value;
        }
    }

    /// <summary>The function runs without a lock, so that it may run for nothing.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> valueFactory)
        => TryGetValue(key, out var value) ? value : GetOrAdd(key, valueFactory(key));

    public TValue GetOrAdd<TArg>(TKey key, Func<TKey, TArg, TValue> valueFactory, TArg factoryArgument)
        => TryGetValue(key, out var value) ? value : GetOrAdd(key, valueFactory(key, factoryArgument));

    public TValue AddOrUpdate(TKey key, TValue addValue, Func<TKey, TValue, TValue> updateValueFactory)
        => AddOrUpdate(key, _ => addValue, updateValueFactory);

    /// <summary>The functions run without a lock, so that they may run more than once.</summary>
    public TValue AddOrUpdate(
        TKey key, Func<TKey, TValue> addValueFactory, Func<TKey, TValue, TValue> updateValueFactory)
    {
        while (true)
        {
            if (TryGetValue(key, out var before))
            {
                var after = updateValueFactory(key, before);
                if (TryUpdate(key, after, before)) return after;
            }
            else
            {
                var added = addValueFactory(key);
                if (TryAdd(key, added)) return added;
            }
        }
    }

    public void Clear()
    {
        foreach (var table in _tables)
            lock (table) table.Clear();
    }

    public KeyValuePair<TKey, TValue>[] ToArray()
    {
        List<KeyValuePair<TKey, TValue>> all = [];
        foreach (var table in _tables)
            lock (table) foreach (var pair in table) all.Add(pair);
        return all.ToArray();
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
        => ((IEnumerable<KeyValuePair<TKey, TValue>>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<TKey, TValue> TableOf(TKey key)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        uint hash = unchecked((uint)_comparer.GetHashCode(key));
        // A table uses the low bits, and hashes of small numbers have no others.
        uint mixed = unchecked(hash * 0x9E37_79B1) >> ShiftToTable;
        return _tables[(int)(mixed & (uint)(_tables.Length - 1))];
    }
}
