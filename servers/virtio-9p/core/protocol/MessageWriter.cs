using System;
using System.Buffers.Binary;

namespace Diesis.Virtio9p.Protocol;

/// <summary>Writes a message: its length, kind and tag, and what the kind has. Numbers have their lowest byte first; texts have their length in two bytes before them. Plan 9, intro(5).</summary>
internal ref struct MessageWriter
{
    private readonly Span<byte> _room;

    public MessageWriter(Span<byte> room, MessageKind kind, ushort tag)
    {
        _room = room;
        Length = sizeof(uint);
        Byte((byte)kind);
        Word(tag);
    }

    public int Length { get; private set; }

    public void Byte(byte value) => _room[Length++] = value;

    public void Word(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_room.Slice(Length), value);
        Length += sizeof(ushort);
    }

    public void Number(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_room.Slice(Length), value);
        Length += sizeof(uint);
    }

    public void Long(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_room.Slice(Length), value);
        Length += sizeof(ulong);
    }

    public void Text(ReadOnlySpan<byte> text)
    {
        Word((ushort)text.Length);
        text.CopyTo(_room.Slice(Length));
        Length += text.Length;
    }

    /// <summary>Writes the length before the rest.</summary>
    /// <returns>It.</returns>
    public readonly int Finish()
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_room, (uint)Length);
        return Length;
    }
}
