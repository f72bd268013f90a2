namespace System.Collections.Generic;

public partial class Dictionary<TKey, TValue>
{
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator()
        => new Enumerator(this);

    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    public IEnumerable<TKey> Keys
    {
        get
        {
            foreach (var pair in this) yield return pair.Key;
        }
    }

    public IEnumerable<TValue> Values
    {
        get
        {
            foreach (var pair in this) yield return pair.Value;
        }
    }

    public struct Enumerator : IEnumerator<KeyValuePair<TKey, TValue>>
    {
        private readonly Dictionary<TKey, TValue> _dictionary;
        private int _at;

        internal Enumerator(Dictionary<TKey, TValue> dictionary)
        {
            _dictionary = dictionary;
            _at = -1;
        }

        public readonly KeyValuePair<TKey, TValue> Current
        {
            get
            {
                ref var entry = ref _dictionary._entries[_at];
                return new(entry.Key, entry.Value);
            }
        }

        readonly object? IEnumerator.Current => Current;

        public bool MoveNext()
        {
            while (++_at < _dictionary._used)
                if (_dictionary._entries[_at].IsUsed) return true;
            return false;
        }

        public void Reset() => _at = -1;
        public readonly void Dispose() { }
    }
}
