using System;
using System.Runtime.InteropServices;

namespace Diesis.Communication;

/// <summary>Lays out what goes through a buffer, one thing after the other, each from a word on and with zeros behind it.</summary>
public ref struct BufferWriter(Span<byte> room)
{
    private readonly Span<byte> _room = room;

    public int Length { get; private set; }

    public void Add<T>(scoped ReadOnlySpan<T> items) where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(items);
        bytes.CopyTo(_room.Slice(Length));
        int end = Length + Wire.Align(bytes.Length);
        _room.Slice(Length + bytes.Length, end - Length - bytes.Length).Clear();
        Length = end;
    }

    public void Add<T>(scoped in T value) where T : unmanaged => Add(MemoryMarshal.CreateReadOnlySpan(in value, 1));
}
