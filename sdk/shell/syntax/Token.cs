namespace Diesis.Shell.Syntax;

/// <summary>A word of the language, by its place in the source.</summary>
public readonly struct Token(TokenKind kind, TextSpan span)
{
    public TokenKind Kind { get; } = kind;
    public TextSpan Span { get; } = span;

    public bool IsKeyword => Kind is >= TokenKind.Let and <= TokenKind.False;
    public bool IsOperator => Kind >= TokenKind.Assign || Kind is TokenKind.Pipe or TokenKind.Arrow or TokenKind.DotDot or TokenKind.Ampersand;
}
