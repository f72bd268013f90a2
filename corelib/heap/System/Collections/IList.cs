namespace System.Collections;

/// <summary>A list of elements of any type.</summary>
public interface IList : ICollection
{
    object? this[int index] { get; set; }
    bool IsFixedSize { get; }
    bool IsReadOnly { get; }
    int Add(object? value);
    void Clear();
    bool Contains(object? value);
    int IndexOf(object? value);
    void Insert(int index, object? value);
    void Remove(object? value);
    void RemoveAt(int index);
}
