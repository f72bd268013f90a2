using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System.Collections.Generic;

/// <summary>Values by their keys, in a table of chains.</summary>
/// <remarks>
/// Entries stand in the order in which they were added; places of removed ones are used again, the last freed first.
/// Buckets and links hold indices plus one, so that zeroed memory means "none".
/// </remarks>
public partial class Dictionary<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>> where TKey : notnull
{
    private const int FirstCapacity = 4;

    private struct Entry
    {
        public uint Hash;
        public bool IsUsed;
        public int Next;
        public TKey Key;
        public TValue Value;
    }

    private readonly IEqualityComparer<TKey> _comparer;
    private int[] _buckets = [];
    private Entry[] _entries = [];
    private int _used;
    private int _free;
    private int _freeCount;

    public Dictionary() : this(null) { }
    public Dictionary(int capacity) : this(capacity, null) { }
    public Dictionary(IEqualityComparer<TKey>? comparer) => _comparer = comparer ?? EqualityComparer<TKey>.Default;

    public Dictionary(int capacity, IEqualityComparer<TKey>? comparer) : this(comparer)
    {
        if (capacity > 0) Resize((int)BitOperations.RoundUpToPowerOf2((uint)capacity));
    }

    public int Count => _used - _freeCount;

    public TValue this[TKey key]
    {
        get
        {
            int place = Find(key);
            if (place < 0) ThrowHelpers.ThrowKeyNotFoundException();
            return _entries[place].Value;
        }
        set
        {
            int place = Find(key);
            if (place < 0) Insert(key, value);
            else _entries[place].Value = value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value)) ThrowHelpers.ThrowArgumentException();
    }

    public bool TryAdd(TKey key, TValue value)
    {
        if (Find(key) >= 0) return false;
        Insert(key, value);
        return true;
    }

    public bool ContainsKey(TKey key) => Find(key) >= 0;

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int place = Find(key);
        value = place < 0 ? default : _entries[place].Value;
        return place >= 0;
    }

    /// <summary>The key that is in the table, which may be another than one that equals it.</summary>
    internal bool TryGetKey(TKey equalKey, [MaybeNullWhen(false)] out TKey key)
    {
        int place = Find(equalKey);
        key = place < 0 ? default : _entries[place].Key;
        return place >= 0;
    }

    internal ref TValue FindPlace(TKey key)
    {
        int place = Find(key);
        if (place < 0) return ref Unsafe.NullRef<TValue>();
        return ref _entries[place].Value;
    }

    public bool Remove(TKey key) => Remove(key, out _);

    public bool Remove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int place = Find(key);
        if (place < 0)
        {
            value = default;
            return false;
        }
        ref var entry = ref _entries[place];
        Unlink(place);
        value = entry.Value;
        entry = new Entry { Next = _free };
        _free = place + 1;
        _freeCount++;
        return true;
    }

    public void Clear()
    {
        _buckets.AsSpan().Clear();
        _entries.AsSpan().Clear();
        _used = _free = _freeCount = 0;
    }

    private ref int BucketOf(uint hash) => ref _buckets[(int)(hash & (uint)(_buckets.Length - 1))];

    private uint HashOf(TKey key) => unchecked((uint)_comparer.GetHashCode(key));

    private int Find(TKey key)
    {
        if (key == null) ThrowHelpers.ThrowArgumentNullException();
        if (_buckets.Length == 0) return -1;
        uint hash = HashOf(key);
        for (int link = BucketOf(hash); link != 0; link = _entries[link - 1].Next)
        {
            ref var entry = ref _entries[link - 1];
            if (entry.Hash == hash && _comparer.Equals(entry.Key, key)) return link - 1;
        }
        return -1;
    }

    private void Insert(TKey key, TValue value)
    {
        int place;
        if (_free != 0)
        {
            place = _free - 1;
            _free = _entries[place].Next;
            _freeCount--;
        }
        else
        {
            if (_used == _entries.Length) Resize(Math.Max(_used * 2, FirstCapacity));
            place = _used++;
        }
        uint hash = HashOf(key);
        ref int bucket = ref BucketOf(hash);
        _entries[place] = new Entry { Hash = hash, IsUsed = true, Next = bucket, Key = key, Value = value };
        bucket = place + 1;
    }

    private void Unlink(int place)
    {
        ref int link = ref BucketOf(_entries[place].Hash);
        while (link != place + 1) link = ref _entries[link - 1].Next;
        link = _entries[place].Next;
    }

    /// <summary>The capacity is a power of two, so that a hash is brought into range by its low bits.</summary>
    private void Resize(int capacity)
    {
        var entries = new Entry[capacity];
        _entries.AsSpan(0, _used).CopyTo(entries);
        _entries = entries;
        _buckets = new int[capacity];
        for (int place = 0; place < _used; place++)
        {
            ref var entry = ref entries[place];
            if (!entry.IsUsed) continue;
            ref int bucket = ref BucketOf(entry.Hash);
            entry.Next = bucket;
            bucket = place + 1;
        }
    }
}
