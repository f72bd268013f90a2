using System.Collections.Generic;
using System.Text;

namespace Diesis.Shell.Syntax;

public sealed partial class Parser
{
    private void ReadAll()
    {
        while (Kind != TokenKind.End)
        {
            ReadStatements(Statements, TokenKind.End);
            if (Kind == TokenKind.End) break;
            Complain(Current.Span, "nothing is open that this could close");
            Take();
        }
    }

    /// <summary>Up to an end, which is left where it is.</summary>
    private void ReadStatements(List<Statement> statements, TokenKind end)
    {
        while (true)
        {
            SkipLines();
            if (Kind is TokenKind.End || Kind == end || IsClosing(Kind)) return;
            int before = _at;
            Statement statement = ReadStatement();
            if (Kind == TokenKind.Ampersand) statement = ReadBackground(statement);
            statements.Add(statement);
            if (_at == before) Take();
            // What ends with a brace needs nothing behind it.
            if (Kind is TokenKind.End or TokenKind.NewLine || Kind == end || _tokens[_at - 1].Kind == TokenKind.CloseBrace && !IsClosing(Kind)) continue;
            Complain(Current.Span, ExpectedEnd());
            SkipToLine(end);
        }
    }

    /// <summary><c>… &amp;</c>: the statement is done while what follows goes on.</summary>
    private BackgroundStatement ReadBackground(Statement statement)
    {
        Take();
        if (statement is LetStatement or AssignmentStatement or FunctionStatement or ReturnStatement or JumpStatement or BackgroundStatement)
            Complain(statement.Span, "only what is done can run in the background, and not what is kept");
        Expression done = statement is ExpressionStatement { Expression: var expression } ? expression : new BlockExpression(statement.Span, [statement]);
        return new BackgroundStatement(statement.Span, done);
    }

    private static bool IsClosing(TokenKind kind) => kind is TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParenthesis;

    private string ExpectedEnd()
    {
        string what = TextOf(Current.Span);
        return Kind == TokenKind.Identifier && _tokens[_at - 1].Kind == TokenKind.Identifier
            ? $"'{what}' is not expected here: arguments stand in parentheses, {TextOf(LastSpan)}({what})"
            : $"'{what}' is not expected here";
    }

    private void SkipToLine(TokenKind end)
    {
        while (Kind is not (TokenKind.End or TokenKind.NewLine) && Kind != end) Take();
    }

    private Statement ReadStatement() => Kind switch
    {
        TokenKind.Let or TokenKind.Var => ReadLet(),
        TokenKind.Fn when KindAt(1) == TokenKind.Identifier => ReadFunction(),
        TokenKind.While => ReadWhile(),
        TokenKind.For => ReadFor(),
        TokenKind.Return => ReadReturn(),
        TokenKind.Break or TokenKind.Continue => new JumpStatement(Current.Span, Take().Kind == TokenKind.Break),
        _ => ReadExpressionOrAssignment(),
    };

    private string ReadName(string what, out TextSpan span)
    {
        span = Current.Span;
        if (Kind == TokenKind.Identifier) return TextOf(Take().Span);
        Complain(span, Current.IsKeyword ? $"'{TextOf(span)}' is a word of the language, and no name" : $"{what} is missing here");
        if (Current.IsKeyword) Take();
        return "";
    }

    private LetStatement ReadLet()
    {
        Token first = Take();
        string name = ReadName("a name", out TextSpan nameSpan);
        TypeSyntax? type = TryTake(TokenKind.Colon) ? ReadType() : null;
        Expect(TokenKind.Assign, "'='");
        SkipLines();
        Expression value = ReadExpression();
        return new LetStatement(first.Span.Through(value.Span), first.Kind == TokenKind.Var, nameSpan, name, type, value);
    }

    private FunctionStatement ReadFunction()
    {
        Token first = Take();
        string name = ReadName("a name", out TextSpan nameSpan);
        Expect(TokenKind.OpenParenthesis, "'('");
        ParameterSyntax[] parameters = ReadParameters(TokenKind.CloseParenthesis);
        TypeSyntax? result = TryTake(TokenKind.Colon) ? ReadType() : null;
        Expression body;
        if (TryTake(TokenKind.Assign))
        {
            SkipLines();
            body = ReadExpression();
        }
        else body = ReadBlock();
        return new FunctionStatement(first.Span.Through(LastSpan), nameSpan, name, parameters, result, body, CommentAbove(first.Span.Start));
    }

    /// <summary>Of a longer comment the last lines count.</summary>
    private const int MostCommentLines = 20;

    /// <summary>The lines of comment that stand directly above a place, as one text.</summary>
    private string CommentAbove(int place)
    {
        StringBuilder comment = new();
        int end = place;
        for (int lines = 0; end > 0 && lines < MostCommentLines; lines++)
        {
            int lineEnd = end - 1;
            if (_text[lineEnd] != '\n') break;
            int lineStart = lineEnd > 0 ? _text.LastIndexOf('\n', lineEnd - 1) + 1 : 0;
            string line = _text.Substring(lineStart, lineEnd - lineStart).Trim();
            if (!line.StartsWith("//")) break;
            line = line.TrimStart('/').Trim();
            if (comment.Length > 0) comment.Insert(0, " ");
            comment.Insert(0, line);
            end = lineStart;
        }
        return comment.ToString();
    }

    private WhileStatement ReadWhile()
    {
        Token first = Take();
        Expression condition = ReadExpression();
        BlockExpression body = ReadBlock();
        return new WhileStatement(first.Span.Through(body.Span), condition, body);
    }

    private ForStatement ReadFor()
    {
        Token first = Take();
        string name = ReadName("a name for each item", out TextSpan nameSpan);
        Expect(TokenKind.In, "'in'");
        Expression items = ReadExpression();
        BlockExpression body = ReadBlock();
        return new ForStatement(first.Span.Through(body.Span), nameSpan, name, items, body);
    }

    private ReturnStatement ReadReturn()
    {
        Token first = Take();
        if (Kind is TokenKind.NewLine or TokenKind.End or TokenKind.CloseBrace) return new ReturnStatement(first.Span, null);
        Expression value = ReadExpression();
        return new ReturnStatement(first.Span.Through(value.Span), value);
    }

    private Statement ReadExpressionOrAssignment()
    {
        Expression expression = ReadExpression();
        if (Kind is not (>= TokenKind.Assign and <= TokenKind.SlashAssign)) return new ExpressionStatement(expression);
        Token op = Take();
        SkipLines();
        Expression value = ReadExpression();
        if (expression is NameExpression target) return new AssignmentStatement(target.Span.Through(value.Span), target, op.Kind, op.Span, value);
        Complain(expression.Span, "only a variable can be given a value; lists and records stay as they are");
        return new ExpressionStatement(value);
    }

    private BlockExpression ReadBlock()
    {
        TextSpan start = Current.Span;
        List<Statement> statements = [];
        if (!TryGoDeeper()) return new BlockExpression(start, statements);
        Expect(TokenKind.OpenBrace, "'{'");
        ReadStatements(statements, TokenKind.CloseBrace);
        Expect(TokenKind.CloseBrace, "'}'");
        _depth--;
        return new BlockExpression(start.Through(LastSpan), statements);
    }
}
