using System.Runtime.CompilerServices;

namespace System;

/// <summary>Immutable UTF-16 text. Literals are data of the image; no code here makes a new one.</summary>
public sealed class String
{
#pragma warning disable CS0649 // The compiler lays literals out.
    private readonly int _stringLength;
    internal char _firstChar;
#pragma warning restore CS0649

    public static readonly string Empty = "";

    public int Length => _stringLength;

    public char this[int index]
    {
        [Intrinsic]
        get
        {
            if ((uint)index >= (uint)_stringLength) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowIndexOutOfRangeException();
            return Unsafe.Add(ref _firstChar, index);
        }
    }

    public ref readonly char GetPinnableReference() => ref _firstChar;
    public override string ToString() => this;

    public static implicit operator ReadOnlySpan<char>(string? value)
        => MemoryExtensions.AsSpan(value);
}
