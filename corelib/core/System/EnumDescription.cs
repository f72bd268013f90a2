namespace System;

/// <summary>Names and values of an enumeration, ordered by value, as bits.</summary>
/// <param name="names">In UTF-8, each with a zero behind it.</param>
internal readonly ref struct EnumDescription(ReadOnlySpan<byte> names, ReadOnlySpan<ulong> values, bool isFlags)
{
    private readonly ReadOnlySpan<byte> _names = names;

    public ReadOnlySpan<ulong> Values { get; } = values;

    /// <summary>Whether values are sums of others.</summary>
    public bool IsFlags { get; } = isFlags;

    public ReadOnlySpan<byte> NameOf(int index)
    {
        var names = _names;
        for (; index > 0; index--) names = names.Slice(names.IndexOf((byte)0) + 1);
        return names.Slice(0, names.IndexOf((byte)0));
    }
}
