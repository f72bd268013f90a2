using System.Buffers;
using System.Runtime.InteropServices;

namespace System;

/// <summary>A part of an array, or of what a <see cref="MemoryManager{T}"/> looks after: a span that can be kept.</summary>
public readonly struct Memory<T> : IEquatable<Memory<T>>
{
    private readonly ReadOnlyMemory<T> _memory;

    public Memory(T[]? array) => _memory = new(array);

    public Memory(T[]? array, int start, int length) => _memory = new(array, start, length);

    private Memory(ReadOnlyMemory<T> memory) => _memory = memory;

    internal Memory(MemoryManager<T> manager, int start, int length) => _memory = new((object)manager, start, length);

    public static Memory<T> Empty => default;

    public int Length => _memory.Length;
    public bool IsEmpty => _memory.IsEmpty;

    public Span<T> Span
    {
        get
        {
            var span = _memory.Span;
            return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(span), span.Length);
        }
    }

    public Memory<T> Slice(int start) => new(_memory.Slice(start));
    public Memory<T> Slice(int start, int length) => new(_memory.Slice(start, length));

    public void CopyTo(Memory<T> destination) => Span.CopyTo(destination.Span);
    public bool TryCopyTo(Memory<T> destination) => Span.TryCopyTo(destination.Span);
    public T[] ToArray() => Span.ToArray();
    public MemoryHandle Pin() => _memory.Pin();

    /// <summary>The text of memory of characters.</summary>
    public override string ToString() => typeof(T) == typeof(char) ? _memory.ToString() : "System.Memory<T>";

    public bool Equals(Memory<T> other) => _memory.Equals(other._memory);
    public override bool Equals(object? obj) => obj is Memory<T> memory ? Equals(memory) : obj is ReadOnlyMemory<T> other && _memory.Equals(other);
    public override int GetHashCode() => _memory.GetHashCode();

    public static implicit operator Memory<T>(T[]? array) => new(array);
    public static implicit operator Memory<T>(ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);
    public static implicit operator ReadOnlyMemory<T>(Memory<T> memory) => memory._memory;
}
