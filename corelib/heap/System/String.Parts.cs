namespace System;

/// <summary>Parts and variations of a string.</summary>
public sealed partial class String
{
    public string Substring(int startIndex) => From(this.AsSpan(startIndex));

    public string Substring(int startIndex, int length)
        => length == Length && startIndex == 0 ? this : From(this.AsSpan(startIndex, length));

    public string Trim() => From(this.AsSpan().Trim());
    public string TrimStart() => From(this.AsSpan().TrimStart());
    public string TrimEnd() => From(this.AsSpan().TrimEnd());
    public string Trim(char value) => From(this.AsSpan().Trim(value));

    public string PadLeft(int totalWidth) => PadLeft(totalWidth, ' ');
    public string PadRight(int totalWidth) => PadRight(totalWidth, ' ');

    public string PadLeft(int totalWidth, char padding)
        => totalWidth <= Length ? this : Concat(new string(padding, totalWidth - Length), this);

    public string PadRight(int totalWidth, char padding)
        => totalWidth <= Length ? this : Concat(this, new string(padding, totalWidth - Length));

    public string Insert(int startIndex, string value)
        => Concat(this.AsSpan(0, startIndex), value, this.AsSpan(startIndex));

    public string Remove(int startIndex) => Substring(0, startIndex);

    public string Remove(int startIndex, int count)
        => Concat(this.AsSpan(0, startIndex), this.AsSpan(startIndex).Slice(count));

    public string Replace(char oldValue, char newValue)
    {
        string text = From(this);
        foreach (ref char unit in text.Contents)
            if (unit == oldValue) unit = newValue;
        return text;
    }

    public string Replace(string oldValue, string? newValue)
    {
        if (oldValue.Length == 0) Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowArgumentException();
        Text.StringBuilder builder = new(Length);
        var rest = this.AsSpan();
        while (true)
        {
            int found = rest.IndexOf(oldValue.AsSpan());
            if (found < 0) break;
            _ = builder.Append(rest.Slice(0, found)).Append(newValue);
            rest = rest.Slice(found + oldValue.Length);
        }
        return builder.Append(rest).ToString();
    }

    public string ToUpperInvariant() => WithAsciiCase('a', 'z');
    public string ToLowerInvariant() => WithAsciiCase('A', 'Z');

    public char[] ToCharArray()
    {
        char[] units = new char[Length];
        CopyTo(units);
        return units;
    }

    public int IndexOf(string value) => this.AsSpan().IndexOf(value.AsSpan());
    public int LastIndexOf(string value) => this.AsSpan().LastIndexOf(value.AsSpan());
    public bool StartsWith(string value) => this.AsSpan().StartsWith(value);
    public bool EndsWith(string value) => this.AsSpan().EndsWith(value);

    /// <summary>Letters other than ASCII's stay as they are: this library has no tables of Unicode.</summary>
    private string WithAsciiCase(char first, char last)
    {
        string text = From(this);
        foreach (ref char unit in text.Contents)
            if (char.IsBetween(unit, first, last)) unit = (char)(unit ^ 0x20);
        return text;
    }
}
