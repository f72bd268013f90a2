using System.Collections;
using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System;

public abstract partial class Array
{
    /// <summary>One array of nothing for each type.</summary>
    private static class EmptyOf<T>
    {
        internal static readonly T[] Array = new T[0];
    }

    public static T[] Empty<T>() => EmptyOf<T>.Array;

    public static void Copy<T>(T[] source, T[] destination, int length)
        => source.AsSpan(0, length).CopyTo(destination);

    public static void Copy<T>(T[] source, int sourceIndex, T[] destination, int destinationIndex, int length)
        => source.AsSpan(sourceIndex, length).CopyTo(destination.AsSpan(destinationIndex));

    /// <summary>The most elements that an array can have.</summary>
    public static int MaxLength => 0x7FFF_FFC7;

    public static void Clear<T>(T[] array) => array.AsSpan().Clear();
    public static void Fill<T>(T[] array, T value) => array.AsSpan().Fill(value);
    public static void Reverse<T>(T[] array) => array.AsSpan().Reverse();
    public static void Sort<T>(T[] array) => array.AsSpan().Sort(Comparer<T>.Default);
    public static void Sort<T>(T[] array, Comparison<T> comparison) => array.AsSpan().Sort(comparison);

    public static int IndexOf<T>(T[] array, T value)
    {
        var comparer = EqualityComparer<T>.Default;
        for (int i = 0; i < array.Length; i++)
            if (comparer.Equals(array[i], value)) return i;
        return -1;
    }

    public static void Resize<T>(ref T[]? array, int newSize)
    {
        if (newSize < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        var resized = new T[newSize];
        var kept = array.AsSpan();
        kept.Slice(0, Math.Min(kept.Length, newSize)).CopyTo(resized);
        array = resized;
    }
}
