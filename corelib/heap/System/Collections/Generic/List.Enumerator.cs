namespace System.Collections.Generic;

public partial class List<T>
{
    public Enumerator GetEnumerator() => new(this);
    IEnumerator<T> IEnumerable<T>.GetEnumerator() => new Enumerator(this);
    IEnumerator IEnumerable.GetEnumerator() => new Enumerator(this);

    public struct Enumerator : IEnumerator<T>
    {
        private readonly List<T> _list;
        private int _at;

        internal Enumerator(List<T> list)
        {
            _list = list;
            _at = -1;
        }

        public readonly T Current => _list[_at];
        readonly object? IEnumerator.Current => Current;

        public bool MoveNext() => ++_at < _list.Count;
        public void Reset() => _at = -1;
        public readonly void Dispose() { }
    }
}
