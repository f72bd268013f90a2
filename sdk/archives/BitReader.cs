using System;
using System.Buffers.Binary;

namespace Diesis.Archives;

/// <summary>Bytes as bits, the lowest of each byte first. RFC 1951, 3.1.1.</summary>
/// <remarks>
/// Invariants: <see cref="_bits"/> begins with the <see cref="_count"/> bits that come next; what stands above them is part of the bytes that
/// follow, or zeros. Behind the end come zeros; that they were taken shows in <see cref="IsOverrun"/>.
/// </remarks>
internal ref struct BitReader(ReadOnlySpan<byte> input)
{
    private readonly ReadOnlySpan<byte> _input = input;
    private ulong _bits = 0;
    private int _count = 0;
    private int _next = 0;

    /// <summary>More was taken than there was.</summary>
    public readonly bool IsOverrun => _count < 0;

    /// <summary>Bytes that were taken at least in part.</summary>
    public readonly int Position => _next - (_count >> 3);

    /// <summary>Has at least 56 bits at hand, as far as the input goes.</summary>
    public void Fill()
    {
        if (_count < 0) return;
        if (_input.Length - _next >= sizeof(ulong))
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_input.Slice(_next)) << _count;
            int bytes = 63 - _count >> 3;
            _next += bytes;
            _count += bytes << 3;
            return;
        }
        for (; _count < 56 && _next < _input.Length; _count += 8) _bits |= (ulong)_input[_next++] << _count;
    }

    /// <summary>Looks at the next bits, of which <see cref="Fill"/> has seen to so many.</summary>
    public readonly uint Peek(int count) => (uint)_bits & (1u << count) - 1;

    public void Skip(int count)
    {
        _bits >>= count;
        _count -= count;
    }

    public uint Take(int count)
    {
        uint taken = Peek(count);
        Skip(count);
        return taken;
    }

    /// <summary>Goes on at the next whole byte, and takes bytes.</summary>
    public bool TryTakeBytes(int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (IsOverrun) return false;
        _next = Position;
        _bits = 0;
        _count = 0;
        if (count > _input.Length - _next) return false;
        bytes = _input.Slice(_next, count);
        _next += count;
        return true;
    }
}
