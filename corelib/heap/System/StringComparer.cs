using System.Collections.Generic;

namespace System;

/// <summary>Order and equality of strings, for collections. There are two ways: by code units, and past the case of ASCII.</summary>
public abstract class StringComparer : IComparer<string?>, IEqualityComparer<string?>
{
    public static StringComparer Ordinal { get; } = new OrdinalComparer(StringComparison.Ordinal);
    public static StringComparer OrdinalIgnoreCase { get; } = new OrdinalComparer(StringComparison.OrdinalIgnoreCase);

    public static StringComparer FromComparison(StringComparison comparisonType)
        => comparisonType is StringComparison.OrdinalIgnoreCase or StringComparison.InvariantCultureIgnoreCase
            or StringComparison.CurrentCultureIgnoreCase ? OrdinalIgnoreCase : Ordinal;

    public abstract int Compare(string? x, string? y);
    public abstract bool Equals(string? x, string? y);
    public abstract int GetHashCode(string obj);

    private sealed class OrdinalComparer(StringComparison comparison) : StringComparer
    {
        public override int Compare(string? x, string? y) => string.Compare(x, y, comparison);
        public override bool Equals(string? x, string? y) => string.Equals(x, y, comparison);

        public override int GetHashCode(string obj)
            => comparison == StringComparison.Ordinal ? obj.GetHashCode() : obj.ToUpperInvariant().GetHashCode();
    }
}
