namespace System;

public readonly partial struct TimeSpan
{
    public override string ToString() => StringMaker.From(this, null);
    public string ToString(string? format) => StringMaker.From(this, format);
    public string ToString(string? format, IFormatProvider? formatProvider) => StringMaker.From(this, format);
}
