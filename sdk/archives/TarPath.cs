using System;
using System.Runtime.CompilerServices;

namespace Diesis.Archives;

/// <summary>The path of a file in an archive: names with slashes between them, none of which is <c>.</c> or <c>..</c>. It leads downwards.</summary>
public struct TarPath
{
    /// <summary>Prefix, a slash and name of a tar header.</summary>
    private const int MostBytes = 256;

    [InlineArray(MostBytes)]
    private struct Bytes { private byte _first; }

    private Bytes _bytes;
    private int _length;

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> Text => ((ReadOnlySpan<byte>)_bytes).Slice(0, _length);

    /// <param name="isFolder">It may then end in a slash, and be <c>.</c> itself.</param>
    internal static bool TryMake(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name, bool isFolder, out TarPath path)
    {
        path = default;
        if (!prefix.IsEmpty && !path.TryAdd(prefix)) return false;
        if (isFolder && name.EndsWith("/"u8)) name = name.Slice(0, name.Length - 1);
        return path.TryAdd(name) && (isFolder || path._length != 0);
    }

    /// <summary>Adds the names of a path.</summary>
    private bool TryAdd(ReadOnlySpan<byte> names)
    {
        while (true)
        {
            int slash = names.IndexOf((byte)'/');
            ReadOnlySpan<byte> name = slash < 0 ? names : names.Slice(0, slash);
            if (!TryAddName(name)) return false;
            if (slash < 0) return true;
            names = names.Slice(slash + 1);
        }
    }

    private bool TryAddName(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("."u8)) return true;
        if (name.IsEmpty || name.SequenceEqual(".."u8)) return false;
        foreach (byte value in name)
            if (value is < 0x20 or 0x7F or (byte)'\\') return false;
        int start = _length == 0 ? 0 : _length + 1;
        if (name.Length > MostBytes - start) return false;
        if (start != 0) _bytes[start - 1] = (byte)'/';
        name.CopyTo(((Span<byte>)_bytes).Slice(start));
        _length = start + name.Length;
        return true;
    }
}
