using System.Collections;
using System.Collections.Generic;

namespace System;

/// <summary>Goes through an array by way of an interface.</summary>
internal sealed class ArrayEnumerator<T>(T[] items) : IEnumerator<T>
{
    private int _at = -1;

    public T Current => items[_at];
    object? IEnumerator.Current => Current;

    public bool MoveNext() => ++_at < items.Length;
    public void Reset() => _at = -1;
    public void Dispose() { }
}
