using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Diesis.Kernel.Firmware;

/// <summary>A list that lies where it is declared and has room for so many items, for use before memory can be
/// allocated.</summary>
/// <typeparam name="TRoom">An inline array of <typeparamref name="T"/>: it states the most items there can
/// be.</typeparam>
/// <remarks>Invariant: 0 ≤ <see cref="Count"/> ≤ <see cref="Most"/>; items beyond the count are never seen.</remarks>
public struct BoundedList<T, TRoom> where T : unmanaged where TRoom : unmanaged
{
    private TRoom _room;

    public static int Most => Unsafe.SizeOf<TRoom>() / Unsafe.SizeOf<T>();

    public int Count { get; private set; }

    [UnscopedRef]
    public readonly ReadOnlySpan<T> Items
        => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TRoom, T>(ref Unsafe.AsRef(in _room)), Count);

    [UnscopedRef]
    public Span<T> Editable => MemoryMarshal.CreateSpan(ref Unsafe.As<TRoom, T>(ref _room), Count);

    /// <returns>False when the list is full: the item is not in it.</returns>
    public bool TryAdd(T item)
    {
        if (Count == Most) return false;
        Count++;
        Editable[Count - 1] = item;
        return true;
    }
}

[InlineArray(8)]
public struct Room8<T> where T : unmanaged { private T _first; }

[InlineArray(16)]
public struct Room16<T> where T : unmanaged { private T _first; }

[InlineArray(32)]
public struct Room32<T> where T : unmanaged { private T _first; }

[InlineArray(64)]
public struct Room64<T> where T : unmanaged { private T _first; }
