using Internal.Runtime;

namespace System;

/// <summary>Enumerations have no names at run time; they are written as their numbers.</summary>
public abstract partial class Enum : IFormattable
{
    public override string ToString() => ToString(null);

    public string ToString(string? format) => ToString(format, null);

    public unsafe string ToString(string? format, IFormatProvider? provider)
    {
        ref byte data = ref Boxes.DataOf(this);
        // SAFETY: the type's size is that of the integer that is read.
        return m_pEEType->IsSigned
            ? StringMaker.From(Integers.ReadSigned(ref data, m_pEEType->ValueSize), format)
            : StringMaker.From(Integers.ReadUnsigned(ref data, m_pEEType->ValueSize), format);
    }
}
