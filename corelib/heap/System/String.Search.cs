namespace System;

/// <summary>Places in a string, from somewhere on.</summary>
public sealed partial class String
{
    public int IndexOf(char value, int startIndex) => After(startIndex, this.AsSpan(startIndex).IndexOf(value));

    public int IndexOf(char value, int startIndex, int count)
        => After(startIndex, this.AsSpan(startIndex, count).IndexOf(value));

    public int IndexOf(string value, int startIndex)
        => After(startIndex, this.AsSpan(startIndex).IndexOf(value.AsSpan()));

    public int IndexOf(string value, int startIndex, StringComparison comparisonType)
        => After(startIndex, this.AsSpan(startIndex).IndexOf(value, comparisonType));

    public int IndexOfAny(params char[] anyOf) => this.AsSpan().IndexOfAny(anyOf);
    public int IndexOfAny(char[] anyOf, int startIndex) => After(startIndex, this.AsSpan(startIndex).IndexOfAny(anyOf));

    public int LastIndexOf(char value, int startIndex)
        => Length == 0 ? -1 : this.AsSpan(0, startIndex + 1).LastIndexOf(value);

    public int LastIndexOfAny(params char[] anyOf) => this.AsSpan().LastIndexOfAny(anyOf);

    public bool Contains(char value, StringComparison comparisonType)
        => this.AsSpan().Contains(new ReadOnlySpan<char>(in value), comparisonType);

    private static int After(int startIndex, int found) => found < 0 ? -1 : startIndex + found;
}
