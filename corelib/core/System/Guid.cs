using System.Buffers.Binary;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>128 bits that name a thing. RFC 9562.</summary>
/// <remarks>In memory three integers, little-endian, and eight bytes, as firmware and files have it, too.</remarks>
public readonly partial struct Guid : IEquatable<Guid>, IComparable<Guid>
{
    public static readonly Guid Empty;

    private const int Size = 16;

    private readonly uint _a;
    private readonly ushort _b;
    private readonly ushort _c;
    // The eight bytes in their order, and so not to be read as integers.
    private readonly uint _front;
    private readonly uint _back;

    public Guid(ReadOnlySpan<byte> b) : this(b, false) { }

    /// <param name="bigEndian">Whether the integers come as they are written, as in RFC 9562.</param>
    public Guid(ReadOnlySpan<byte> b, bool bigEndian)
    {
        if (b.Length != Size) ThrowHelpers.ThrowArgumentException();
        _a = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(b) : BinaryPrimitives.ReadUInt32LittleEndian(b);
        var middle = b.Slice(4);
        _b = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(middle) : BinaryPrimitives.ReadUInt16LittleEndian(middle);
        middle = b.Slice(6);
        _c = bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(middle) : BinaryPrimitives.ReadUInt16LittleEndian(middle);
        _front = BinaryPrimitives.ReadUInt32LittleEndian(b.Slice(8));
        _back = BinaryPrimitives.ReadUInt32LittleEndian(b.Slice(12));
    }

    public Guid(
        uint a, ushort b, ushort c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)
    {
        _a = a;
        _b = b;
        _c = c;
        _front = d | (uint)e << 8 | (uint)f << 16 | (uint)g << 24;
        _back = h | (uint)i << 8 | (uint)j << 16 | (uint)k << 24;
    }

    public Guid(
        int a, short b, short c, byte d, byte e, byte f, byte g, byte h, byte i, byte j, byte k)
        : this(unchecked((uint)a), unchecked((ushort)b), unchecked((ushort)c), d, e, f, g, h, i, j, k)
    {
    }

    public static Guid AllBitsSet => new(
        uint.MaxValue, ushort.MaxValue, ushort.MaxValue, 255, 255, 255, 255, 255, 255, 255, 255);

    /// <summary>How it was made. RFC 9562, 4.2.</summary>
    public int Version => _c >> 12;

    /// <summary>Who says what the bits mean. RFC 9562, 4.1.</summary>
    public int Variant => (int)(_front >> 4 & 0xF);

    public bool TryWriteBytes(Span<byte> destination) => TryWriteBytes(destination, false, out _);

    public bool TryWriteBytes(Span<byte> destination, bool bigEndian, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length < Size) return false;
        BinaryPrimitives.WriteUInt32LittleEndian(destination, bigEndian ? BinaryPrimitives.ReverseEndianness(_a) : _a);
        BinaryPrimitives.WriteUInt16LittleEndian(
            destination.Slice(4), bigEndian ? BinaryPrimitives.ReverseEndianness(_b) : _b);
        BinaryPrimitives.WriteUInt16LittleEndian(
            destination.Slice(6), bigEndian ? BinaryPrimitives.ReverseEndianness(_c) : _c);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(8), _front);
        BinaryPrimitives.WriteUInt32LittleEndian(destination.Slice(12), _back);
        bytesWritten = Size;
        return true;
    }

    public static bool operator ==(Guid a, Guid b) => a.Equals(b);
    public static bool operator !=(Guid a, Guid b) => !a.Equals(b);
    public static bool operator <(Guid left, Guid right) => left.CompareTo(right) < 0;
    public static bool operator <=(Guid left, Guid right) => left.CompareTo(right) <= 0;
    public static bool operator >(Guid left, Guid right) => left.CompareTo(right) > 0;
    public static bool operator >=(Guid left, Guid right) => left.CompareTo(right) >= 0;

    public bool Equals(Guid g) => High == g.High && _front == g._front && _back == g._back;
    public override bool Equals(object? o) => o is Guid value && Equals(value);

    /// <summary>The order of their texts.</summary>
    public int CompareTo(Guid value)
    {
        int order = High.CompareTo(value.High);
        return order != 0 ? order : Low.CompareTo(value.Low);
    }

    public override int GetHashCode() => unchecked((int)(_a ^ (_b | (uint)_c << 16) ^ _front ^ _back));

    private ulong High => (ulong)_a << 32 | (uint)_b << 16 | _c;

    private ulong Low
        => (ulong)BinaryPrimitives.ReverseEndianness(_front) << 32 | BinaryPrimitives.ReverseEndianness(_back);
}
