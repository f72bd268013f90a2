namespace System;

/// <summary>Categories and case, of ASCII: this library has no tables of Unicode, and what is beyond is in no category.</summary>
public readonly partial struct Char
{
    public static bool IsDigit(char c) => IsAsciiDigit(c);
    public static bool IsNumber(char c) => IsAsciiDigit(c);
    public static bool IsLetter(char c) => IsAsciiLetter(c);
    public static bool IsLetterOrDigit(char c) => IsAsciiLetterOrDigit(c);
    public static bool IsUpper(char c) => IsAsciiLetterUpper(c);
    public static bool IsLower(char c) => IsAsciiLetterLower(c);

    /// <summary>These are all that Unicode has.</summary>
    public static bool IsControl(char c) => c < ' ' || IsBetween(c, '\x7F', '\x9F');

    public static bool IsPunctuation(char c)
        => c is '!' or '"' or '#' or '%' or '&' or '\'' or '(' or ')' or '*' or ',' or '-' or '.' or '/' or ':' or ';'
            or '?' or '@' or '[' or '\\' or ']' or '_' or '{' or '}';

    public static bool IsSymbol(char c) => c is '$' or '+' or '<' or '=' or '>' or '^' or '`' or '|' or '~';
    public static bool IsSeparator(char c) => c == ' ';

    public static char ToUpperInvariant(char c) => IsAsciiLetterLower(c) ? (char)(c ^ 0x20) : c;
    public static char ToLowerInvariant(char c) => IsAsciiLetterUpper(c) ? (char)(c ^ 0x20) : c;
    public static char ToUpper(char c) => ToUpperInvariant(c);
    public static char ToLower(char c) => ToLowerInvariant(c);

    /// <returns>-1 for what is no digit.</returns>
    public static double GetNumericValue(char c) => IsAsciiDigit(c) ? c - '0' : -1;
}
