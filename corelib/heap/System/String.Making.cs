using System.Runtime.CompilerServices;
using Internal.Runtime;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Strings that are made while the program runs.</summary>
public sealed partial class String
{
    // What the compiler turns `new string(…)` into: static methods of this name.

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char[]? value);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char[] value, int startIndex, int length);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(char value, int count);

    [MethodImpl(MethodImplOptions.InternalCall)]
    public extern String(ReadOnlySpan<char> value);


    private static string Ctor(char[]? value) => From(value);
    private static string Ctor(char[] value, int startIndex, int length) => From(value.AsSpan(startIndex, length));
    private static string Ctor(ReadOnlySpan<char> value) => From(value);

    private static string Ctor(char value, int count)
    {
        string text = Allocate(count);
        text.Contents.Fill(value);
        return text;
    }

    /// <summary>Open only while the string is being made.</summary>
    internal Span<char> Contents => new(ref _firstChar, _stringLength);

    internal static unsafe string Allocate(int length)
    {
        if (length < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        // SAFETY: a string is laid out as an array of characters and one more, which stays zero.
        return length == 0 ? Empty : Unsafe.As<string>(Heap.AllocateArray(MethodTable.Of<string>(), length));
    }

    internal static string From(ReadOnlySpan<char> value)
    {
        string text = Allocate(value.Length);
        value.CopyTo(text.Contents);
        return text;
    }
}
