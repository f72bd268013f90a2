using System;
using System.Buffers.Binary;

namespace Diesis.Virtio9p.Protocol;

/// <summary>Reads what somebody else has written. What is not there any more is zero, or empty, and makes the whole unsound: that is looked at once, at the end.</summary>
internal ref struct MessageReader(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public bool IsCutOff { get; private set; }

    public readonly int Left => _rest.Length;

    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _rest.Length)
        {
            IsCutOff = true;
            _rest = default;
            return default;
        }
        ReadOnlySpan<byte> taken = _rest.Slice(0, count);
        _rest = _rest.Slice(count);
        return taken;
    }

    public byte Byte() => Bytes(sizeof(byte)) is [byte value] ? value : (byte)0;

    public ushort Word() => Bytes(sizeof(ushort)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : (ushort)0;

    public uint Number() => Bytes(sizeof(uint)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : 0;

    public ulong Long() => Bytes(sizeof(ulong)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    public ReadOnlySpan<byte> Text() => Bytes(Word());

    public FileIdentity Identity()
    {
        byte kind = Byte();
        uint version = Number();
        return new(kind, version, Long());
    }
}
