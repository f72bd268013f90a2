using System.Collections;

namespace System;

/// <summary>Goes through an array as objects.</summary>
internal sealed class UntypedArrayEnumerator(Array items) : IEnumerator
{
    private int _at = -1;

    public object? Current => items.GetValue(_at);

    public bool MoveNext() => ++_at < items.Length;
    public void Reset() => _at = -1;
}
