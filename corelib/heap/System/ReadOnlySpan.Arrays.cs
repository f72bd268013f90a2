using System.Runtime.CompilerServices;

namespace System;

public readonly ref partial struct ReadOnlySpan<T>
{
    public T[] ToArray()
    {
        if (_length == 0) return [];
        var array = new T[_length];
        CopyTo(array);
        return array;
    }

    /// <summary>The text of a span of characters.</summary>
    public override string ToString()
        => typeof(T) == typeof(char)
            ? string.From(new ReadOnlySpan<char>(ref Unsafe.As<T, char>(ref _reference), _length))
            : "System.ReadOnlySpan<T>";
}
