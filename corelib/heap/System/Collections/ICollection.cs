namespace System.Collections;

/// <summary>
/// Elements of any type, with their number. The language asks for it and <see cref="IList"/> where a collection expression
/// becomes an argument of type <see cref="Generic.IEnumerable{T}"/>.
/// </summary>
public interface ICollection : IEnumerable
{
    int Count { get; }
    bool IsSynchronized { get; }
    object SyncRoot { get; }
    void CopyTo(Array array, int index);
}
