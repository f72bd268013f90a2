namespace System;

public readonly partial struct Boolean
{
    public override string ToString() => _value ? TrueString : FalseString;
    public string ToString(IFormatProvider? provider) => ToString();
}
