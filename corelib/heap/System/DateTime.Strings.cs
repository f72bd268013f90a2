namespace System;

public readonly partial struct DateTime
{
    public override string ToString() => StringMaker.From(this, null);
    public string ToString(string? format) => StringMaker.From(this, format);
    public string ToString(string? format, IFormatProvider? provider) => StringMaker.From(this, format);
}
