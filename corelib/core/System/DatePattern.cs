using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>
/// A way to write moments, letter by letter: <c>yyyy-MM-dd HH:mm</c>. One letter alone stands for a whole pattern.
/// </summary>
internal ref struct DatePattern
{
    private ReadOnlySpan<char> _rest;

    /// <summary>Between quotes, the one that ends them.</summary>
    private char _quote;

    public DatePattern(ReadOnlySpan<char> format)
        => _rest = format.Length > 1 ? format : Expanded(format.IsEmpty ? 'G' : format[0]);

    /// <summary>A letter that is to be replaced, or the null character in front of text that stands for itself.</summary>
    public char Letter { get; private set; }

    /// <summary>How often the letter is repeated.</summary>
    public int Count { get; private set; }

    public char Literal { get; private set; }

    /// <summary>Whether what comes next is a fraction that may be left out together with the point before it.</summary>
    public readonly bool IsBeforeOptionalFraction => _rest.StartsWith('F');

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            char next = _rest[0];
            if (_quote != '\0')
            {
                Skip(1);
                if (next == _quote)
                {
                    _quote = '\0';
                    continue;
                }
                return IsLiteral(next);
            }
            switch (next)
            {
                case '\'' or '"':
                    _quote = next;
                    Skip(1);
                    continue;
                case '\\':
                    if (_rest.Length < 2) ThrowHelpers.ThrowFormatException();
                    next = _rest[1];
                    Skip(2);
                    return IsLiteral(next);
                case '%':
                    Skip(1);
                    continue;
                case 'd' or 'M' or 'y' or 'H' or 'h' or 'm' or 's' or 'f' or 'F' or 't' or 'K' or 'z' or 'g':
                    Letter = next;
                    Count = next == 'K' ? 1 : CountOf(next);
                    Skip(Count);
                    return true;
                default:
                    Skip(1);
                    return IsLiteral(next);
            }
        }
        if (_quote != '\0') ThrowHelpers.ThrowFormatException();
        return false;
    }

    private bool IsLiteral(char literal)
    {
        Letter = '\0';
        Literal = literal;
        return true;
    }

    private readonly int CountOf(char letter)
    {
        int count = 1;
        while (count < _rest.Length && _rest[count] == letter) count++;
        return count;
    }

    private void Skip(int count) => _rest = _rest.Slice(count);

    private static string Expanded(char letter)
    {
        switch (letter)
        {
            case 'd': return "MM/dd/yyyy";
            case 'D': return "dddd, dd MMMM yyyy";
            case 'f': return "dddd, dd MMMM yyyy HH:mm";
            case 'F': return "dddd, dd MMMM yyyy HH:mm:ss";
            case 'g': return "MM/dd/yyyy HH:mm";
            case 'G': return "MM/dd/yyyy HH:mm:ss";
            case 'm' or 'M': return "MMMM dd";
            case 'o' or 'O': return "yyyy-MM-ddTHH:mm:ss.fffffffK";
            case 'r' or 'R': return "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
            case 's': return "yyyy-MM-ddTHH:mm:ss";
            case 't': return "HH:mm";
            case 'T': return "HH:mm:ss";
            case 'u': return "yyyy-MM-dd HH:mm:ss'Z'";
            case 'y' or 'Y': return "yyyy MMMM";
            default:
                ThrowHelpers.ThrowFormatException();
                return "";
        }
    }
}
