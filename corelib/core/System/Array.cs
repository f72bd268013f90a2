using System.Runtime.CompilerServices;

namespace System;

public abstract class Array
{
#pragma warning disable CS0649
    internal int _numComponents;
#pragma warning restore CS0649
    public int Length => _numComponents;
}

/// <summary>What the compiler takes the methods of <c>T[]</c> from.</summary>
internal class Array<T> : Array { }
