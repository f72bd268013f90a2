using System.Diagnostics.CodeAnalysis;

namespace System;

public sealed partial class String : IComparable<string>
{
    public int CompareTo(string? other) => CompareOrdinal(this, other);

    public static int Compare(string? left, string? right) => CompareOrdinal(left, right);

    public static bool Equals(string? left, string? right, StringComparison comparisonType)
        => left is null || right is null ? (object?)left == right : left.AsSpan().Equals(right, comparisonType);

    public bool Equals([NotNullWhen(true)] string? value, StringComparison comparisonType)
        => Equals(this, value, comparisonType);

    public static int Compare(string? left, string? right, StringComparison comparisonType)
        => left is null || right is null
            ? CompareOrdinal(left, right)
            : left.AsSpan().CompareTo(right, comparisonType);

    public bool StartsWith(string value, StringComparison comparisonType)
        => this.AsSpan().StartsWith(value, comparisonType);

    public bool EndsWith(string value, StringComparison comparisonType)
        => this.AsSpan().EndsWith(value, comparisonType);

    public bool Contains(string value, StringComparison comparisonType)
        => this.AsSpan().Contains(value, comparisonType);

    public int IndexOf(string value, StringComparison comparisonType)
        => this.AsSpan().IndexOf(value, comparisonType);
}
