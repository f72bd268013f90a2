using System.Collections.Generic;

namespace Diesis.Shell.Syntax;

/// <summary>
/// Reads statements from tokens, by recursive descent. It goes on behind what is wrong, so that completion has a tree for half a line; who has <see cref="Problems"/> must not run it.
/// </summary>
public sealed partial class Parser
{
    /// <summary>How many expressions may lie within each other. Checker and compiler go as deep.</summary>
    public const int MostDepth = 120;

    private readonly string _text;
    private readonly List<Token> _tokens;
    private int _at;
    private int _depth;

    private Parser(string text, Lexer lexer)
    {
        _text = text;
        _tokens = lexer.Tokens;
        Problems = lexer.Problems;
        IsIncomplete = lexer.IsIncomplete;
    }

    public List<Problem> Problems { get; }

    /// <summary>What is wrong is only that the source ends here: more lines may follow.</summary>
    public bool IsIncomplete { get; private set; }

    public List<Statement> Statements { get; } = [];

    public static Parser Read(string text)
    {
        Parser parser = new(text, Lexer.Read(text));
        parser.ReadAll();
        return parser;
    }

    private Token Current => _tokens[_at];
    private TokenKind Kind => _tokens[_at].Kind;
    private TokenKind KindAt(int ahead) => _at + ahead < _tokens.Count ? _tokens[_at + ahead].Kind : TokenKind.End;
    private TextSpan LastSpan => _at > 0 ? _tokens[_at - 1].Span : Current.Span;

    private Token Take()
    {
        Token token = Current;
        if (_at < _tokens.Count - 1) _at++;
        return token;
    }

    private bool TryTake(TokenKind kind)
    {
        if (Kind != kind) return false;
        Take();
        return true;
    }

    private void Expect(TokenKind kind, string what)
    {
        if (!TryTake(kind)) Complain(Current.Span, $"{what} is missing here");
    }

    private string TextOf(TextSpan span) => _text.Substring(span.Start, span.Length);

    /// <summary>Only the first problem of a place is said: what follows comes of it.</summary>
    private void Complain(TextSpan span, string message)
    {
        bool goesOn = _at > 0 && (_tokens[_at - 1].IsOperator && _tokens[_at - 1].Kind != TokenKind.Ampersand || _tokens[_at - 1].Kind == TokenKind.Comma);
        if (Kind == TokenKind.End && Problems.Count == 0 && goesOn) IsIncomplete = true;
        if (Problems.Count >= Problem.Most) return;
        if (Problems.Count > 0 && Problems[^1].Span.Start >= span.Start) return;
        Problems.Add(new Problem(span, message));
    }

    private void SkipLines()
    {
        while (Kind == TokenKind.NewLine) Take();
    }

    /// <summary>Bounds how deep the descent goes.</summary>
    private bool TryGoDeeper()
    {
        if (_depth >= MostDepth)
        {
            Complain(Current.Span, "too much lies within each other here: name parts of it by 'let'");
            return false;
        }
        _depth++;
        return true;
    }

    /// <summary>Bounds how deep the tree is, also where a long chain made it so.</summary>
    private Expression Bounded(Expression expression)
    {
        if (expression.Depth <= 2 * MostDepth) return expression;
        Complain(expression.Span, "this expression is too long: name parts of it by 'let'");
        return new MissingExpression(expression.Span);
    }
}
