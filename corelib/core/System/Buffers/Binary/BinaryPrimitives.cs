using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace System.Buffers.Binary;

/// <summary>Integers in bytes of a given order. The processor's own order is little-endian.</summary>
public static partial class BinaryPrimitives
{
    [Intrinsic]
    public static ushort ReverseEndianness(ushort value) => unchecked((ushort)(value << 8 | value >> 8));

    [Intrinsic]
    public static uint ReverseEndianness(uint value)
        => value << 24 | (value & 0xFF00) << 8 | value >> 8 & 0xFF00 | value >> 24;

    [Intrinsic]
    public static ulong ReverseEndianness(ulong value)
        => (ulong)ReverseEndianness(unchecked((uint)value)) << 32 | ReverseEndianness((uint)(value >> 32));

    public static byte ReverseEndianness(byte value) => value;
    public static sbyte ReverseEndianness(sbyte value) => value;

    [Intrinsic]
    public static short ReverseEndianness(short value) => unchecked((short)ReverseEndianness((ushort)value));

    [Intrinsic]
    public static int ReverseEndianness(int value) => unchecked((int)ReverseEndianness((uint)value));

    [Intrinsic]
    public static long ReverseEndianness(long value) => unchecked((long)ReverseEndianness((ulong)value));

    public static short ReadInt16LittleEndian(ReadOnlySpan<byte> source)
        => MemoryMarshal.Read<short>(source);

    public static bool TryReadInt16LittleEndian(ReadOnlySpan<byte> source, out short value)
        => MemoryMarshal.TryRead(source, out value);

    public static void WriteInt16LittleEndian(Span<byte> destination, short value)
        => MemoryMarshal.Write(destination, in value);

    public static bool TryWriteInt16LittleEndian(Span<byte> destination, short value)
        => MemoryMarshal.TryWrite(destination, in value);

    public static ushort ReadUInt16LittleEndian(ReadOnlySpan<byte> source)
        => MemoryMarshal.Read<ushort>(source);

    public static bool TryReadUInt16LittleEndian(ReadOnlySpan<byte> source, out ushort value)
        => MemoryMarshal.TryRead(source, out value);

    public static void WriteUInt16LittleEndian(Span<byte> destination, ushort value)
        => MemoryMarshal.Write(destination, in value);

    public static bool TryWriteUInt16LittleEndian(Span<byte> destination, ushort value)
        => MemoryMarshal.TryWrite(destination, in value);

    public static int ReadInt32LittleEndian(ReadOnlySpan<byte> source)
        => MemoryMarshal.Read<int>(source);

    public static bool TryReadInt32LittleEndian(ReadOnlySpan<byte> source, out int value)
        => MemoryMarshal.TryRead(source, out value);

    public static void WriteInt32LittleEndian(Span<byte> destination, int value)
        => MemoryMarshal.Write(destination, in value);

    public static bool TryWriteInt32LittleEndian(Span<byte> destination, int value)
        => MemoryMarshal.TryWrite(destination, in value);

    public static uint ReadUInt32LittleEndian(ReadOnlySpan<byte> source)
        => MemoryMarshal.Read<uint>(source);

    public static bool TryReadUInt32LittleEndian(ReadOnlySpan<byte> source, out uint value)
        => MemoryMarshal.TryRead(source, out value);

    public static void WriteUInt32LittleEndian(Span<byte> destination, uint value)
        => MemoryMarshal.Write(destination, in value);

    public static bool TryWriteUInt32LittleEndian(Span<byte> destination, uint value)
        => MemoryMarshal.TryWrite(destination, in value);

    public static long ReadInt64LittleEndian(ReadOnlySpan<byte> source)
        => MemoryMarshal.Read<long>(source);

    public static bool TryReadInt64LittleEndian(ReadOnlySpan<byte> source, out long value)
        => MemoryMarshal.TryRead(source, out value);

    public static void WriteInt64LittleEndian(Span<byte> destination, long value)
        => MemoryMarshal.Write(destination, in value);

    public static bool TryWriteInt64LittleEndian(Span<byte> destination, long value)
        => MemoryMarshal.TryWrite(destination, in value);

    public static ulong ReadUInt64LittleEndian(ReadOnlySpan<byte> source)
        => MemoryMarshal.Read<ulong>(source);

    public static bool TryReadUInt64LittleEndian(ReadOnlySpan<byte> source, out ulong value)
        => MemoryMarshal.TryRead(source, out value);

    public static void WriteUInt64LittleEndian(Span<byte> destination, ulong value)
        => MemoryMarshal.Write(destination, in value);

    public static bool TryWriteUInt64LittleEndian(Span<byte> destination, ulong value)
        => MemoryMarshal.TryWrite(destination, in value);

    public static short ReadInt16BigEndian(ReadOnlySpan<byte> source)
        => ReverseEndianness(MemoryMarshal.Read<short>(source));

    public static bool TryReadInt16BigEndian(ReadOnlySpan<byte> source, out short value)
    {
        bool fits = MemoryMarshal.TryRead(source, out short raw);
        value = ReverseEndianness(raw);
        return fits;
    }

    public static void WriteInt16BigEndian(Span<byte> destination, short value)
        => MemoryMarshal.Write(destination, ReverseEndianness(value));

    public static bool TryWriteInt16BigEndian(Span<byte> destination, short value)
        => MemoryMarshal.TryWrite(destination, ReverseEndianness(value));

    public static ushort ReadUInt16BigEndian(ReadOnlySpan<byte> source)
        => ReverseEndianness(MemoryMarshal.Read<ushort>(source));

    public static bool TryReadUInt16BigEndian(ReadOnlySpan<byte> source, out ushort value)
    {
        bool fits = MemoryMarshal.TryRead(source, out ushort raw);
        value = ReverseEndianness(raw);
        return fits;
    }

    public static void WriteUInt16BigEndian(Span<byte> destination, ushort value)
        => MemoryMarshal.Write(destination, ReverseEndianness(value));

    public static bool TryWriteUInt16BigEndian(Span<byte> destination, ushort value)
        => MemoryMarshal.TryWrite(destination, ReverseEndianness(value));

    public static int ReadInt32BigEndian(ReadOnlySpan<byte> source)
        => ReverseEndianness(MemoryMarshal.Read<int>(source));

    public static bool TryReadInt32BigEndian(ReadOnlySpan<byte> source, out int value)
    {
        bool fits = MemoryMarshal.TryRead(source, out int raw);
        value = ReverseEndianness(raw);
        return fits;
    }

    public static void WriteInt32BigEndian(Span<byte> destination, int value)
        => MemoryMarshal.Write(destination, ReverseEndianness(value));

    public static bool TryWriteInt32BigEndian(Span<byte> destination, int value)
        => MemoryMarshal.TryWrite(destination, ReverseEndianness(value));

    public static uint ReadUInt32BigEndian(ReadOnlySpan<byte> source)
        => ReverseEndianness(MemoryMarshal.Read<uint>(source));

    public static bool TryReadUInt32BigEndian(ReadOnlySpan<byte> source, out uint value)
    {
        bool fits = MemoryMarshal.TryRead(source, out uint raw);
        value = ReverseEndianness(raw);
        return fits;
    }

    public static void WriteUInt32BigEndian(Span<byte> destination, uint value)
        => MemoryMarshal.Write(destination, ReverseEndianness(value));

    public static bool TryWriteUInt32BigEndian(Span<byte> destination, uint value)
        => MemoryMarshal.TryWrite(destination, ReverseEndianness(value));

    public static long ReadInt64BigEndian(ReadOnlySpan<byte> source)
        => ReverseEndianness(MemoryMarshal.Read<long>(source));

    public static bool TryReadInt64BigEndian(ReadOnlySpan<byte> source, out long value)
    {
        bool fits = MemoryMarshal.TryRead(source, out long raw);
        value = ReverseEndianness(raw);
        return fits;
    }

    public static void WriteInt64BigEndian(Span<byte> destination, long value)
        => MemoryMarshal.Write(destination, ReverseEndianness(value));

    public static bool TryWriteInt64BigEndian(Span<byte> destination, long value)
        => MemoryMarshal.TryWrite(destination, ReverseEndianness(value));

    public static ulong ReadUInt64BigEndian(ReadOnlySpan<byte> source)
        => ReverseEndianness(MemoryMarshal.Read<ulong>(source));

    public static bool TryReadUInt64BigEndian(ReadOnlySpan<byte> source, out ulong value)
    {
        bool fits = MemoryMarshal.TryRead(source, out ulong raw);
        value = ReverseEndianness(raw);
        return fits;
    }

    public static void WriteUInt64BigEndian(Span<byte> destination, ulong value)
        => MemoryMarshal.Write(destination, ReverseEndianness(value));

    public static bool TryWriteUInt64BigEndian(Span<byte> destination, ulong value)
        => MemoryMarshal.TryWrite(destination, ReverseEndianness(value));
}
