namespace System;

public readonly ref partial struct Span<T>
{
    public T[] ToArray()
    {
        if (_length == 0) return [];
        var array = new T[_length];
        CopyTo(array);
        return array;
    }

    public override string ToString() => ((ReadOnlySpan<T>)this).ToString();
}
