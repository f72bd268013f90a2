using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Diesis.Boot.Limine;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>
/// The piece of memory that everything goes into which the kernel reads and later reclaims. Handed out from the start,
/// never given back singly.
/// </summary>
/// <param name="memory">The memory, as the loader sees it.</param>
/// <param name="seenAt">The same memory, as the kernel will see it: on a page boundary.</param>
public ref struct Arena(Span<byte> memory, VirtualAddress seenAt)
{
    private const int Alignment = 16;

    private readonly Span<byte> _memory = memory;
    private readonly VirtualAddress _seenAt = seenAt;

    public int Used { get; private set; }

    /// <summary>Something did not fit; what is in the arena is not complete.</summary>
    public bool HasOverflowed { get; private set; }

    /// <summary>Room for so many items, cleared.</summary>
    /// <param name="pointer">Where the kernel will see it.</param>
    /// <returns>An empty span when the arena is full, or when nothing was asked for.</returns>
    public Span<T> Take<T>(int count, out HhdmPointer<T> pointer) where T : unmanaged
    {
        pointer = default;
        int start = (Used + Alignment - 1) & ~(Alignment - 1);
        long size = (long)count * Unsafe.SizeOf<T>();
        if (count <= 0) return default;
        if (start > _memory.Length || size > _memory.Length - start)
        {
            HasOverflowed = true;
            return default;
        }
        Used = start + (int)size;
        pointer = new(_seenAt + (ulong)start);
        Span<byte> taken = _memory.Slice(start, (int)size);
        taken.Clear();
        return MemoryMarshal.Cast<byte, T>(taken);
    }

    /// <summary>Puts a text there with a 0 byte behind it, as the protocol wants it.</summary>
    /// <param name="first">The text.</param>
    /// <param name="second">What follows it after a blank; nothing follows when this is empty.</param>
    /// <returns>Null when the arena is full.</returns>
    public HhdmPointer<byte> TakeText(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Span<byte> room = Take(first.Length + 1 + second.Length + 1, out HhdmPointer<byte> pointer);
        if (room.IsEmpty) return pointer;
        first.CopyTo(room);
        if (second.IsEmpty) return pointer;
        room[first.Length] = (byte)' ';
        second.CopyTo(room.Slice(first.Length + 1));
        return pointer;
    }
}
