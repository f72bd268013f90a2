using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Diesis.Shell.Syntax;

public sealed partial class Parser
{
    private Expression ReadInteger()
    {
        TextSpan span = Take().Span;
        string digits = TextOf(span).Replace("_", "");
        bool isRead = digits.StartsWith("0b") ? TryReadBinary(digits.AsSpan(2), out long value)
            : digits.StartsWith("0x") ? long.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, null, out value)
            : long.TryParse(digits, NumberStyles.None, null, out value);
        if (!isRead) Complain(span, $"this number does not fit: the largest integer is {long.MaxValue}");
        return new IntegerLiteral(span, value);
    }

    private static bool TryReadBinary(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        if (digits.Length > 64) return false;
        foreach (char digit in digits)
        {
            if (digit is not ('0' or '1')) return false;
            value = value << 1 | (long)(digit - '0');
        }
        return true;
    }

    private RealLiteral ReadReal()
    {
        TextSpan span = Take().Span;
        string digits = TextOf(span).Replace("_", "");
        if (!double.TryParse(digits, NumberStyles.Float, null, out double value) || double.IsInfinity(value)) Complain(span, "this number does not fit");
        return new RealLiteral(span, value);
    }

    private TextLiteral ReadText()
    {
        TextSpan span = Take().Span;
        return new TextLiteral(span, Unescape(span.Start + 1, EndOfText(span)));
    }

    /// <summary>Without the quotation mark, if it is there.</summary>
    private int EndOfText(TextSpan span) => span.Length > 1 && _text[span.End - 1] == '"' ? span.End - 1 : span.End;

    private string Unescape(int start, int end)
    {
        StringBuilder text = new();
        for (int at = start; at < end; at++)
        {
            char here = _text[at];
            if (here != '\\' || at + 1 >= end)
            {
                text.Append(here);
                continue;
            }
            at++;
            AppendEscaped(text, ref at, end);
        }
        return text.ToString();
    }

    private void AppendEscaped(StringBuilder text, ref int at, int end)
    {
        char escaped = _text[at];
        switch (escaped)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'e': text.Append('\e'); break;
            case '0': text.Append('\0'); break;
            case '"' or '\\' or '{' or '}': text.Append(escaped); break;
            case 'u': AppendCodePoint(text, ref at, end); break;
            default: Complain(new TextSpan(at - 1, at + 1), $"'\\{escaped}' means nothing; a backslash itself is written '\\\\'"); break;
        }
    }

    /// <summary><c>\u{1F600}</c>.</summary>
    private void AppendCodePoint(StringBuilder text, ref int at, int end)
    {
        int start = at - 1, close = at;
        while (close < end && _text[close] != '}') close++;
        if (close < end && close > at + 2 && _text[at + 1] == '{'
            && uint.TryParse(_text.AsSpan(at + 2, close - at - 2), NumberStyles.AllowHexSpecifier, null, out uint value) && Rune.TryCreate(value, out Rune rune))
        {
            text.Append(rune.ToString());
            at = close;
            return;
        }
        Complain(new TextSpan(start, Math.Min(close + 1, end)), "a character by its number is written '\\u{1F600}'");
        at = Math.Min(close, end - 1);
    }

    private InterpolatedText ReadInterpolated()
    {
        TextSpan span = Take().Span;
        List<Expression> parts = [];
        int end = EndOfText(span), at = span.Start + 2, start = at;
        while (at < end)
        {
            if (_text[at] == '\\') at += 2;
            else if (_text[at] != '{') at++;
            else
            {
                if (at > start) parts.Add(new TextLiteral(new TextSpan(start, at), Unescape(start, at)));
                int close = EndOfPart(at + 1, end);
                parts.Add(ReadPart(new TextSpan(at + 1, close)));
                at = start = Math.Min(close + 1, end);
            }
        }
        if (end > start) parts.Add(new TextLiteral(new TextSpan(start, end), Unescape(start, end)));
        InterpolatedText text = new(span, [.. parts]);
        return text.Depth <= 2 * MostDepth ? text : new InterpolatedText(span, []);
    }

    /// <summary>The brace that closes an expression in a text, by the rules of <see cref="Lexer"/>.</summary>
    private int EndOfPart(int at, int end)
    {
        bool isInner = false;
        for (int depth = 1; at < end; at++)
        {
            char here = _text[at];
            if (here == '\\' && isInner) at++;
            else if (here == '"') isInner = !isInner;
            else if (here == '{' && !isInner) depth++;
            else if (here == '}' && !isInner && --depth == 0) return at;
        }
        return end;
    }

    /// <summary>An expression in a text, read by a parser of its own that knows how deep this one is.</summary>
    private Expression ReadPart(TextSpan span)
    {
        if (!TryGoDeeper()) return new MissingExpression(span);
        Parser inner = new(_text, Lexer.Read(_text, span)) { _depth = _depth };
        Expression part = inner.ReadExpression();
        if (inner.Kind != TokenKind.End) inner.Complain(inner.Current.Span, "only one value may stand in a pair of braces");
        foreach (Problem problem in inner.Problems) if (Problems.Count < Problem.Most) Problems.Add(problem);
        _depth--;
        return part;
    }
}
