namespace System;

public readonly partial struct Char
{
    public override string ToString() => string.From(new ReadOnlySpan<char>(in _value));
    public string ToString(IFormatProvider? provider) => ToString();
    string IFormattable.ToString(string? format, IFormatProvider? provider) => ToString();
}
