namespace System;

/// <summary>The base of all arrays. The compiler lays them out: this length, then the elements.</summary>
public abstract partial class Array
{
    internal int _numComponents;

    public int Length => _numComponents;
}

/// <summary>What the compiler takes the methods of <c>T[]</c> from.</summary>
internal partial class Array<T> : Array { }
