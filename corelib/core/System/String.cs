using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Immutable UTF-16 text. Literals are data of the image; no code in this half makes a new one.</summary>
public sealed partial class String : IEnumerable<char>
{
    private readonly int _stringLength;
    internal char _firstChar;

    public static readonly string Empty = "";

    public int Length
    {
        [Intrinsic] get => _stringLength;
    }

    // The compiler looks for the indexer by this name.
    [IndexerName("Chars")]
    public char this[int index]
    {
        [Intrinsic]
        get
        {
            if ((uint)index >= (uint)_stringLength) ThrowHelpers.ThrowIndexOutOfRangeException();
            return Unsafe.Add(ref _firstChar, (nint)(uint)index);
        }
    }

    public override string ToString() => this;

    public ref readonly char GetPinnableReference() => ref _firstChar;

    public static implicit operator ReadOnlySpan<char>(string? value) => value.AsSpan();
}
