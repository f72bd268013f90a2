namespace System.Text;

public readonly partial struct Rune
{
    public override string ToString() => StringMaker.From(this, null);
    string IFormattable.ToString(string? format, IFormatProvider? provider) => ToString();
}
