using System.Diagnostics.CodeAnalysis;
using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>Comparison and search, by code units: no culture has a say.</summary>
public sealed partial class String : IEquatable<string>
{
    public static bool IsNullOrEmpty([NotNullWhen(false)] string? value) => value == null || value.Length == 0;

    public static bool IsNullOrWhiteSpace([NotNullWhen(false)] string? value)
    {
        if (value != null)
            foreach (char unit in value)
                if (!char.IsWhiteSpace(unit)) return false;
        return true;
    }

    public static bool Equals(string? left, string? right)
    {
        if ((object?)left == right) return true;
        if (left is null || right is null || left.Length != right.Length) return false;
        return left.AsSpan().SequenceEqual(right);
    }

    public bool Equals([NotNullWhen(true)] string? value) => Equals(this, value);
    public override bool Equals([NotNullWhen(true)] object? other) => other is string value && Equals(this, value);

    public static bool operator ==(string? left, string? right) => Equals(left, right);
    public static bool operator !=(string? left, string? right) => !Equals(left, right);

    public override int GetHashCode()
    {
        unchecked
        {
            // FNV-1a.
            uint hash = 2166136261;
            foreach (char unit in this) hash = (hash ^ unit) * 16777619;
            return (int)hash;
        }
    }

    public static int CompareOrdinal(string? left, string? right)
    {
        if (left is null || right is null) return left is null ? right is null ? 0 : -1 : 1;
        return left.AsSpan().SequenceCompareTo(right);
    }

    public bool Contains(char value) => this.AsSpan().Contains(value);
    public bool Contains(string value) => this.AsSpan().IndexOf(value.AsSpan()) >= 0;
    public int IndexOf(char value) => this.AsSpan().IndexOf(value);
    public int LastIndexOf(char value) => this.AsSpan().LastIndexOf(value);
    public bool StartsWith(char value) => this.AsSpan().StartsWith(value);
    public bool EndsWith(char value) => this.AsSpan().EndsWith(value);

    public void CopyTo(Span<char> destination) => this.AsSpan().CopyTo(destination);
    public bool TryCopyTo(Span<char> destination) => this.AsSpan().TryCopyTo(destination);
}
