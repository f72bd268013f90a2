namespace Diesis.Shell.Syntax;

/// <summary>What a token is.</summary>
public enum TokenKind : byte
{
    /// <summary>Characters that begin nothing.</summary>
    Bad,
    End,

    /// <summary>An end of line, or a semicolon, between two statements.</summary>
    NewLine,
    Comment,

    Identifier,
    Integer,
    Real,
    Text,

    /// <summary>A text with expressions in braces in it: <c>$"…"</c>.</summary>
    Interpolated,

    Let,
    Var,
    Fn,
    Return,
    If,
    Else,
    While,
    For,
    In,
    Break,
    Continue,
    True,
    False,

    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    CloseBrace,
    Comma,
    Colon,
    Dot,
    DotDot,
    Pipe,
    Arrow,
    Ampersand,

    Assign,
    PlusAssign,
    MinusAssign,
    StarAssign,
    SlashAssign,

    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Not,
    And,
    Or,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
