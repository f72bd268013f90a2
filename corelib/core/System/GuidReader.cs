namespace System;

/// <summary>
/// Reads the format X of a <see cref="Guid"/>: eleven hexadecimal numbers in braces, of any length, with white space
/// anywhere.
/// </summary>
internal ref struct GuidReader<TUnit>(ReadOnlySpan<TUnit> text) where TUnit : unmanaged, ITextUnit<TUnit>
{
    private const int Bytes = 8;

    private ReadOnlySpan<TUnit> _rest = TUnit.Trim(text);

    public bool TryRead(out Guid value)
    {
        value = default;
        bool hasIntegers = TryTake('{') & TryTakeNumber(',', out uint a) & TryTakeNumber(',', out uint b)
            & TryTakeNumber(',', out uint c) & TryTake('{');
        if (!hasIntegers) return false;
        Span<byte> bytes = stackalloc byte[Bytes];
        for (int i = 0; i < Bytes; i++)
        {
            if (!TryTakeNumber(i < Bytes - 1 ? ',' : '}', out uint number) || number > byte.MaxValue) return false;
            bytes[i] = (byte)number;
        }
        if (!TryTake('}') || !_rest.IsEmpty) return false;
        value = new(
            a, unchecked((ushort)b), unchecked((ushort)c), bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5],
            bytes[6], bytes[7]);
        return true;
    }

    /// <summary>"0x", which may come again with a "+" before it, and digits up to the end that is named.</summary>
    private bool TryTakeNumber(char end, out uint value)
    {
        value = 0;
        if (!TryTake('0') || !TryTakeX() || Next == end) return false;
        _ = TryTake('+');
        if (TryTake('0')) _ = TryTakeX();
        while (true)
        {
            uint digit = Number.HexDigit(Next);
            if (digit > 0xF) return TryTake(end);
            if (value > uint.MaxValue >> 4) return false;
            value = value << 4 | digit;
            Skip();
        }
    }

    private readonly uint Next => Number.UnitAt(_rest, 0);

    private bool TryTakeX() => TryTake('x') || TryTake('X');

    private bool TryTake(char expected)
    {
        if (Next != expected) return false;
        Skip();
        return true;
    }

    private void Skip() => _rest = TUnit.Trim(_rest.Slice(1));
}
