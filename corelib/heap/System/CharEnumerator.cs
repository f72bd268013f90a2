using System.Collections;
using System.Collections.Generic;

namespace System;

/// <summary>Goes through a string by way of an interface.</summary>
public sealed class CharEnumerator : IEnumerator<char>
{
    private readonly string _text;
    private int _at = -1;

    internal CharEnumerator(string text) => _text = text;

    public char Current => _text[_at];
    object? IEnumerator.Current => Current;

    public bool MoveNext() => ++_at < _text.Length;
    public void Reset() => _at = -1;
    public void Dispose() { }
}
