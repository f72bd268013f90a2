using System;
using System.Collections.Generic;

namespace Diesis.Shell.Syntax;

/// <summary>
/// Takes a source text, or a part of one, apart into tokens. Ends of lines are tokens only where they separate statements: not within parentheses or brackets, and
/// not where the next line goes on with <c>|</c>, <c>.name</c> or <c>else</c>.
/// </summary>
public sealed class Lexer
{
    private readonly string _text;
    private readonly int _end;
    private readonly List<Token> _tokens = [];
    private readonly List<TokenKind> _open = [];
    private int _at;

    /// <summary>Where the next word begins behind the ends of line that were looked at last: a run of them is gone through once.</summary>
    private int _nextWord;

    private Lexer(string text, TextSpan part)
    {
        _text = text;
        _at = part.Start;
        _end = part.End;
    }

    /// <summary>What is wrong with the tokens themselves.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>A bracket or a text is still open where the source ends: more lines may follow.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>The tokens, an <see cref="TokenKind.End"/> as the last one, without comments.</summary>
    public List<Token> Tokens => _tokens;

    /// <summary>All comments, if they were asked for.</summary>
    private bool _keepsComments;

    public static Lexer Read(string text) => Read(text, new TextSpan(0, text.Length));

    public static Lexer Read(string text, TextSpan part)
    {
        Lexer lexer = new(text, part);
        lexer.ReadAll();
        return lexer;
    }

    /// <summary>For colours: with comments, and without looking at what belongs together.</summary>
    public static List<Token> ReadForColours(string text)
    {
        Lexer lexer = new(text, new TextSpan(0, text.Length)) { _keepsComments = true };
        lexer.ReadAll();
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (true)
        {
            SkipBlanks();
            if (_at >= _end) break;
            int start = _at;
            TokenKind kind = Next();
            if (kind == TokenKind.Comment && !_keepsComments) continue;
            if (kind == TokenKind.NewLine && IsWithinLine(start)) continue;
            Follow(kind);
            _tokens.Add(new Token(kind, new TextSpan(start, _at)));
        }
        if (_open.Count > 0) IsIncomplete = true;
        _tokens.Add(new Token(TokenKind.End, new TextSpan(_end, _end)));
    }

    private void SkipBlanks()
    {
        while (_at < _end && _text[_at] is ' ' or '\t' or '\r') _at++;
    }

    private char Peek(int ahead) => _at + ahead < _end ? _text[_at + ahead] : '\0';

    private TokenKind Next()
    {
        char first = _text[_at];
        if (first is '\n' or ';')
        {
            _at++;
            return TokenKind.NewLine;
        }
        if (first == '/' && Peek(1) == '/') return ReadComment();
        if (first == '"') return ReadText();
        if (first == '$' && Peek(1) == '"') return ReadInterpolated();
        if (char.IsAsciiDigit(first)) return ReadNumber();
        if (IsLetter(first)) return ReadWord();
        return ReadPunctuation(first);
    }

    private TokenKind ReadComment()
    {
        while (_at < _end && _text[_at] != '\n') _at++;
        return TokenKind.Comment;
    }

    private TokenKind ReadText()
    {
        int start = _at++;
        while (_at < _end && _text[_at] is not ('"' or '\n')) _at += _text[_at] == '\\' && _at + 1 < _end ? 2 : 1;
        EndText(start);
        return TokenKind.Text;
    }

    /// <summary>A brace opens an expression, in which there may be texts again; the text ends with the quotation mark outside of all braces.</summary>
    private TokenKind ReadInterpolated()
    {
        int start = _at;
        _at += 2;
        int depth = 0;
        bool isInner = false;
        while (_at < _end && _text[_at] != '\n')
        {
            char here = _text[_at];
            if (here == '\\' && (depth == 0 || isInner)) _at++;
            else if (here == '"' && depth == 0) break;
            else if (here == '"') isInner = !isInner;
            else if (here == '{' && !isInner) depth++;
            else if (here == '}' && !isInner && depth > 0) depth--;
            _at++;
        }
        _at = Math.Min(_at, _end);
        EndText(start);
        return TokenKind.Interpolated;
    }

    private void EndText(int start)
    {
        if (_at < _end && _text[_at] == '"')
        {
            _at++;
            return;
        }
        Complain(new TextSpan(start, _at), "this text has no end: a quotation mark is missing");
    }

    private TokenKind ReadNumber()
    {
        if (_text[_at] == '0' && Peek(1) is 'x' or 'b' && char.IsAsciiHexDigit(Peek(2)))
        {
            _at += 2;
            while (_at < _end && (char.IsAsciiHexDigit(_text[_at]) || _text[_at] == '_')) _at++;
            return TokenKind.Integer;
        }
        SkipDigits();
        if (Peek(0) == 'e' && (char.IsAsciiDigit(Peek(1)) || Peek(1) == '-' && char.IsAsciiDigit(Peek(2)))) return ReadExponent();
        if (Peek(0) != '.' || !char.IsAsciiDigit(Peek(1))) return TokenKind.Integer;
        _at++;
        SkipDigits();
        if (Peek(0) == 'e' && (char.IsAsciiDigit(Peek(1)) || Peek(1) == '-' && char.IsAsciiDigit(Peek(2)))) return ReadExponent();
        return TokenKind.Real;
    }

    private TokenKind ReadExponent()
    {
        _at += 2;
        SkipDigits();
        return TokenKind.Real;
    }

    private void SkipDigits()
    {
        while (_at < _end && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '_')) _at++;
    }

    private static bool IsLetter(char character) => char.IsAsciiLetter(character) || character == '_';

    private TokenKind ReadWord()
    {
        int start = _at;
        while (_at < _end && (IsLetter(_text[_at]) || char.IsAsciiDigit(_text[_at]))) _at++;
        return _text.AsSpan(start, _at - start) switch
        {
            "let" => TokenKind.Let,
            "var" => TokenKind.Var,
            "fn" => TokenKind.Fn,
            "return" => TokenKind.Return,
            "if" => TokenKind.If,
            "else" => TokenKind.Else,
            "while" => TokenKind.While,
            "for" => TokenKind.For,
            "in" => TokenKind.In,
            "break" => TokenKind.Break,
            "continue" => TokenKind.Continue,
            "true" => TokenKind.True,
            "false" => TokenKind.False,
            _ => TokenKind.Identifier,
        };
    }

    private TokenKind ReadPunctuation(char first)
    {
        TokenKind pair = (first, Peek(1)) switch
        {
            ('.', '.') => TokenKind.DotDot,
            ('=', '>') => TokenKind.Arrow,
            ('=', '=') => TokenKind.Equal,
            ('!', '=') => TokenKind.NotEqual,
            ('<', '=') => TokenKind.LessOrEqual,
            ('>', '=') => TokenKind.GreaterOrEqual,
            ('&', '&') => TokenKind.And,
            ('|', '|') => TokenKind.Or,
            ('+', '=') => TokenKind.PlusAssign,
            ('-', '=') => TokenKind.MinusAssign,
            ('*', '=') => TokenKind.StarAssign,
            ('/', '=') => TokenKind.SlashAssign,
            _ => TokenKind.Bad,
        };
        if (pair != TokenKind.Bad)
        {
            _at += 2;
            return pair;
        }
        _at++;
        TokenKind single = SinglePunctuation(first);
        if (single == TokenKind.Bad) ReportBad(first);
        return single;
    }

    private static TokenKind SinglePunctuation(char character) => character switch
    {
        '(' => TokenKind.OpenParenthesis,
        ')' => TokenKind.CloseParenthesis,
        '[' => TokenKind.OpenBracket,
        ']' => TokenKind.CloseBracket,
        '{' => TokenKind.OpenBrace,
        '}' => TokenKind.CloseBrace,
        ',' => TokenKind.Comma,
        ':' => TokenKind.Colon,
        '.' => TokenKind.Dot,
        '|' => TokenKind.Pipe,
        '&' => TokenKind.Ampersand,
        '=' => TokenKind.Assign,
        '+' => TokenKind.Plus,
        '-' => TokenKind.Minus,
        '*' => TokenKind.Star,
        '/' => TokenKind.Slash,
        '%' => TokenKind.Percent,
        '!' => TokenKind.Not,
        '<' => TokenKind.Less,
        '>' => TokenKind.Greater,
        _ => TokenKind.Bad,
    };

    private void ReportBad(char first)
    {
        if (char.IsHighSurrogate(first) && _at < _end && char.IsLowSurrogate(_text[_at])) _at++;
        Complain(new TextSpan(_at - 1, _at), first == '\'' ? "texts stand in double quotation marks" : "this character has no meaning here");
    }

    private void Complain(TextSpan span, string message)
    {
        if (Problems.Count < Problem.Most) Problems.Add(new Problem(span, message));
    }

    /// <summary>Keeps the open brackets; one that closes another kind is left to the parser, which says what it misses.</summary>
    private void Follow(TokenKind kind)
    {
        if (kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket or TokenKind.OpenBrace) _open.Add(kind);
        bool isClosing = kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.CloseBrace;
        if (isClosing && _open.Count > 0) _open.RemoveAt(_open.Count - 1);
    }

    private bool IsWithinLine(int at)
    {
        if (_text[at] == ';') return false;
        if (_open.Count > 0 && _open[^1] != TokenKind.OpenBrace) return true;
        int next = Math.Max(at + 1, _nextWord);
        while (next < _end && char.IsWhiteSpace(_text[next])) next++;
        _nextWord = next;
        ReadOnlySpan<char> rest = _text.AsSpan(next, _end - next);
        if (rest.StartsWith("|")) return true;
        if (rest.Length > 1 && rest[0] == '.' && IsLetter(rest[1])) return true;
        return rest.StartsWith("else") && (rest.Length == 4 || !IsLetter(rest[4]) && !char.IsAsciiDigit(rest[4]));
    }
}
