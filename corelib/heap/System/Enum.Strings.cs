using Internal.Runtime;

namespace System;

public abstract partial class Enum : IFormattable
{
    public override string ToString() => StringMaker.From(this, null);
    public string ToString(string? format) => StringMaker.From(this, format);
    public string ToString(string? format, IFormatProvider? provider) => StringMaker.From(this, format);

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => EnumText.TryFormat(BoxedValue, BoxedDescription, format, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => EnumText.TryFormat(BoxedValue, BoxedDescription, format, utf8Destination, out bytesWritten);

    /// <returns>Null for a value that is no member.</returns>
    public static string? GetName<TEnum>(TEnum value) where TEnum : struct, Enum
    {
        var members = EnumMembers.Of<TEnum>();
        int index = members.Values.IndexOf(EnumValue.Of(value).Bits);
        return index < 0 ? null : StringMaker.FromUtf8(members.NameOf(index));
    }

    /// <returns>All names, by their values.</returns>
    public static string[] GetNames<TEnum>() where TEnum : struct, Enum
    {
        var members = EnumMembers.Of<TEnum>();
        string[] names = new string[members.Values.Length];
        for (int i = 0; i < names.Length; i++) names[i] = StringMaker.FromUtf8(members.NameOf(i));
        return names;
    }

    private unsafe EnumValue BoxedValue
    {
        get
        {
            // SAFETY: an object's type outlives it.
            int size = (int)m_pEEType->ValueSize;
            return new(Integers.ReadUnsigned(ref Boxes.DataOf(this), (nuint)size), size, m_pEEType->IsSigned);
        }
    }

    // SAFETY: as above.
    private unsafe EnumDescription BoxedDescription => EnumMembers.Of(m_pEEType);
}
