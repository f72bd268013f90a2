using Internal.Runtime.CompilerHelpers;

namespace System.Buffers;

/// <summary>A format of one letter and, optionally, a number of digits.</summary>
public readonly struct StandardFormat : IEquatable<StandardFormat>
{
    public const byte MaxPrecision = 99;
    public const byte NoPrecision = byte.MaxValue;

    private readonly byte _symbol;
    private readonly byte _precision;

    public StandardFormat(char symbol, byte precision = NoPrecision)
    {
        if (precision != NoPrecision && precision > MaxPrecision) ThrowHelpers.ThrowArgumentOutOfRangeException();
        if (symbol > byte.MaxValue) ThrowHelpers.ThrowArgumentOutOfRangeException();
        _symbol = (byte)symbol;
        _precision = precision;
    }

    public char Symbol => (char)_symbol;
    public byte Precision => _precision;
    public bool HasPrecision => _precision != NoPrecision;
    public bool IsDefault => (_symbol | _precision) == 0;

    public bool Equals(StandardFormat other) => _symbol == other._symbol && _precision == other._precision;
    public override bool Equals(object? other) => other is StandardFormat value && Equals(value);
    public override int GetHashCode() => _symbol | _precision << 8;

    public static bool operator ==(StandardFormat left, StandardFormat right) => left.Equals(right);
    public static bool operator !=(StandardFormat left, StandardFormat right) => !left.Equals(right);
    public static implicit operator StandardFormat(char symbol) => new(symbol);
}
