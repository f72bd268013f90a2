using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>A part of an array, of a string, or of what a <see cref="MemoryManager{T}"/> looks after, that is not written through this.</summary>
public readonly struct ReadOnlyMemory<T> : IEquatable<ReadOnlyMemory<T>>
{
    /// <summary>An array, a string, a manager, or nothing.</summary>
    private readonly object? _owner;
    private readonly int _start;
    private readonly int _length;

    public ReadOnlyMemory(T[]? array) : this((object?)array, 0, array?.Length ?? 0) { }

    public ReadOnlyMemory(T[]? array, int start, int length)
    {
        int room = array?.Length ?? 0;
        if ((uint)start > (uint)room || (uint)length > (uint)(room - start)) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _owner = array;
        _start = start;
        _length = length;
    }

    /// <summary>What lies within the owner.</summary>
    internal ReadOnlyMemory(object? owner, int start, int length)
    {
        _owner = owner;
        _start = start;
        _length = length;
    }

    public static ReadOnlyMemory<T> Empty => default;

    public int Length => _length;
    public bool IsEmpty => _length == 0;

    internal object? Owner => _owner;
    internal int Start => _start;

    public ReadOnlySpan<T> Span
    {
        get
        {
            // Memory of characters is the only one that a string can be behind.
            if (typeof(T) == typeof(char) && _owner is string text)
                return MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<char, T>(ref Unsafe.AsRef(in text.GetPinnableReference())), text.Length).Slice(_start, _length);
            if (_owner is MemoryManager<T> manager) return manager.GetSpan().Slice(_start, _length);
            return new ReadOnlySpan<T>(Unsafe.As<T[]?>(_owner), _start, _length);
        }
    }

    public ReadOnlyMemory<T> Slice(int start)
    {
        if ((uint)start > (uint)_length) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new(_owner, _start + start, _length - start);
    }

    public ReadOnlyMemory<T> Slice(int start, int length)
    {
        if ((uint)start > (uint)_length || (uint)length > (uint)(_length - start)) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return new(_owner, _start + start, length);
    }

    public void CopyTo(Memory<T> destination) => Span.CopyTo(destination.Span);
    public bool TryCopyTo(Memory<T> destination) => Span.TryCopyTo(destination.Span);
    public T[] ToArray() => Span.ToArray();

    /// <summary>Nothing moves, so all this does is to keep the memory.</summary>
    public unsafe MemoryHandle Pin()
    {
        if (_owner is MemoryManager<T> manager) return manager.Pin(_start);
        if (_owner == null) return default;
        // SAFETY: objects do not move, and the handle keeps this one.
        return new MemoryHandle(Unsafe.AsPointer(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(Span))), GCHandle.Alloc(_owner));
    }

    /// <summary>The text of memory of characters.</summary>
    public override string ToString() => typeof(T) == typeof(char) ? Span.ToString() : "System.ReadOnlyMemory<T>";

    /// <summary>Do both lead to the same place?</summary>
    public bool Equals(ReadOnlyMemory<T> other) => _owner == other._owner && _start == other._start && _length == other._length;

    public override bool Equals(object? obj) => obj is ReadOnlyMemory<T> memory ? Equals(memory) : obj is Memory<T> other && Equals(other);

    public override int GetHashCode() => _owner == null ? 0 : HashCode.Combine(RuntimeHelpers.GetHashCode(_owner), _start, _length);

    public static implicit operator ReadOnlyMemory<T>(T[]? array) => new(array);
    public static implicit operator ReadOnlyMemory<T>(ArraySegment<T> segment) => new(segment.Array, segment.Offset, segment.Count);
}
