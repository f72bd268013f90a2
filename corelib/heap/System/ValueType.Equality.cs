using Internal.Runtime;

namespace System;

/// <summary>
/// What structs that do not override these are compared by: their bytes. .NET compares fields, which differs for
/// references to equal objects and for floating point's two zeros and many NaNs.
/// </summary>
public abstract partial class ValueType
{
    public override unsafe bool Equals(object? other)
    {
        if (other == null || other.m_pEEType != m_pEEType) return false;
        // SAFETY: both are boxes of this type, whose value is this long.
        return SpanHelpers.SequenceEqual(ref Boxes.DataOf(this), ref Boxes.DataOf(other), m_pEEType->ValueSize);
    }

    public override unsafe int GetHashCode()
    {
        // SAFETY: as above.
        ReadOnlySpan<byte> bytes = new(ref Boxes.DataOf(this), (int)m_pEEType->ValueSize);
        HashCode hash = default;
        foreach (byte part in bytes) hash.Add((int)part);
        return hash.ToHashCode();
    }

    public override string? ToString() => "System.ValueType";
}
