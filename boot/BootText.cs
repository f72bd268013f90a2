using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Boot;

/// <summary>UTF-8 text of at most 64 bytes; longer text is cut.</summary>
public struct BootText64
{
    private const int Most = 64;

    [InlineArray(Most)]
    private struct Bytes { private byte _first; }

    private Bytes _bytes;
    private readonly int _length;

    public BootText64(ReadOnlySpan<byte> text)
    {
        _length = Math.Min(text.Length, Most);
        text.Slice(0, _length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Bytes, byte>(ref _bytes), Most));
    }

    [UnscopedRef]
    public ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Bytes, byte>(ref _bytes), _length);
}

/// <summary>UTF-8 text of at most 1,024 bytes; longer text is cut.</summary>
public struct BootText1024
{
    private const int Most = 1024;

    [InlineArray(Most)]
    private struct Bytes { private byte _first; }

    private Bytes _bytes;
    private readonly int _length;

    public BootText1024(ReadOnlySpan<byte> text)
    {
        _length = Math.Min(text.Length, Most);
        text.Slice(0, _length).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<Bytes, byte>(ref _bytes), Most));
    }

    [UnscopedRef]
    public ReadOnlySpan<byte> Span => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Bytes, byte>(ref _bytes), _length);
}
