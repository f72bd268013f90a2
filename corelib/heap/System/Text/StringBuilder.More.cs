using System.Collections.Generic;

namespace System.Text;

/// <summary>Less common ways to put a string together.</summary>
public sealed partial class StringBuilder
{
    public StringBuilder Append(float value) => Append(value.ToString());
    public StringBuilder Append(double value) => Append(value.ToString());
    public StringBuilder Append(char[]? value, int startIndex, int charCount) => Append(value.AsSpan(startIndex, charCount));

    public StringBuilder Append(StringBuilder? value)
    {
        if (value == null) return this;
        int length = value.Length;
        var room = Grow(length);
        // It may be this one, whose memory has just moved.
        value._units.AsSpan(0, length).CopyTo(room);
        return this;
    }

    public StringBuilder AppendJoin<T>(string? separator, IEnumerable<T> values) => Append(string.Join(separator, values));
    public StringBuilder AppendJoin<T>(char separator, IEnumerable<T> values) => Append(string.Join(separator, values));

    public StringBuilder AppendJoin(string? separator, params string?[] values)
        => Append(string.Join(separator, values));

    public StringBuilder Insert(int index, char value) => Insert(index, value.ToString());
    public StringBuilder Insert(int index, object? value) => Insert(index, value?.ToString());

    public StringBuilder Replace(string oldValue, string? newValue) => Replace(oldValue, newValue, 0, _length);

    public StringBuilder Replace(string oldValue, string? newValue, int startIndex, int count)
    {
        string changed = ToString(startIndex, count).Replace(oldValue, newValue);
        return Remove(startIndex, count).Insert(startIndex, changed);
    }

    public int EnsureCapacity(int capacity)
    {
        if (capacity > _units.Length)
        {
            int length = _length;
            _ = Grow(capacity - length);
            _length = length;
        }
        return _units.Length;
    }

    public void CopyTo(int sourceIndex, Span<char> destination, int count)
        => Contents.Slice(sourceIndex, count).CopyTo(destination);

    public bool Equals(ReadOnlySpan<char> span) => Contents.SequenceEqual(span);
}
