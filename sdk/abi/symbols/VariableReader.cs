using System;

namespace Diesis.Abi.Symbols;

/// <summary>Reads numbers of variable length and texts; past the end there are zeros and empty texts.</summary>
internal ref struct VariableReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public uint Next()
    {
        uint value = 0;
        for (int shift = 0; shift < 32 && !_rest.IsEmpty; shift += 7)
        {
            byte part = _rest[0];
            _rest = _rest.Slice(1);
            value |= unchecked((uint)(part & 0x7F) << shift);
            if (part < 0x80) return value;
        }
        return value;
    }

    public ReadOnlySpan<byte> NextText()
    {
        int length = (int)Math.Min(Next(), (uint)_rest.Length);
        ReadOnlySpan<byte> text = _rest.Slice(0, length);
        _rest = _rest.Slice(length);
        return text;
    }
}
