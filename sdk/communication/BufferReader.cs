using System;
using System.Runtime.InteropServices;

namespace Diesis.Communication;

/// <summary>Takes out of a private copy of a buffer what a <see cref="BufferWriter"/> put in.</summary>
public ref struct BufferReader(Span<byte> content)
{
    private readonly Span<byte> _content = content;
    private int _at;

    /// <summary>The next items, where they lie.</summary>
    /// <returns>False when the content ends before them.</returns>
    public bool TryTake<T>(int count, out Span<T> items) where T : unmanaged
    {
        items = default;
        int bytes = Wire.BytesOf<T>(count);
        if (bytes > _content.Length - _at) return false;
        items = MemoryMarshal.Cast<byte, T>(_content.Slice(_at, bytes)).Slice(0, count);
        _at += bytes;
        return true;
    }

    /// <summary>The next value.</summary>
    public bool TryTake<T>(out T value) where T : unmanaged
    {
        bool isThere = TryTake(1, out Span<T> items);
        value = isThere ? items[0] : default;
        return isThere;
    }
}
