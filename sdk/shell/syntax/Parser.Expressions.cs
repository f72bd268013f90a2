using System.Collections.Generic;

namespace Diesis.Shell.Syntax;

public sealed partial class Parser
{
    /// <summary>From what binds least: a pipeline, of which each part is given what stands left of it.</summary>
    private Expression ReadExpression()
    {
        if (!TryGoDeeper()) return new MissingExpression(Current.Span);
        Expression left = ReadBinary(0);
        while (Kind == TokenKind.Pipe)
        {
            Take();
            SkipLines();
            left = Bounded(PipeInto(left, ReadPostfix()));
        }
        _depth--;
        return left;
    }

    private CallExpression PipeInto(Expression left, Expression right)
    {
        TextSpan span = left.Span.Through(right.Span);
        Argument first = new(null, default, left);
        if (right is CallExpression { IsPiped: false } call) return new CallExpression(span, call.Callee, [first, .. call.Arguments], isPiped: true);
        if (right is not (NameExpression or MissingExpression)) Complain(right.Span, "what stands behind '|' has to be a function, like 'sort()'");
        return new CallExpression(span, right, [first], isPiped: true);
    }

    /// <summary>How tightly an operator binds; 0 for what is none.</summary>
    private static int Binding(TokenKind kind) => kind switch
    {
        TokenKind.Or => 1,
        TokenKind.And => 2,
        TokenKind.Equal or TokenKind.NotEqual => 3,
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => 4,
        TokenKind.DotDot => 5,
        TokenKind.Plus or TokenKind.Minus => 6,
        TokenKind.Star or TokenKind.Slash or TokenKind.Percent => 7,
        _ => 0,
    };

    private Expression ReadBinary(int weakest)
    {
        Expression left = ReadUnary();
        while (true)
        {
            Token op = Current;
            int binding = Binding(op.Kind);
            if (binding <= weakest) return left;
            Take();
            if (op.Kind == TokenKind.DotDot && EndsRange())
            {
                left = Bounded(new RangeExpression(left.Span.Through(op.Span), left, null));
                continue;
            }
            SkipLines();
            Expression right = ReadBinary(binding);
            left = Bounded(op.Kind == TokenKind.DotDot
                ? new RangeExpression(left.Span.Through(right.Span), left, right)
                : new BinaryExpression(op.Kind, op.Span, left, right));
        }
    }

    /// <summary>A range that goes on without an end: nothing that could be one follows.</summary>
    private bool EndsRange() => Kind is TokenKind.End or TokenKind.NewLine or TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.OpenBrace
        or TokenKind.CloseBrace or TokenKind.Comma or TokenKind.Pipe;

    /// <summary>It is an integer with its sign only.</summary>
    private const string SmallestWithoutSign = "9223372036854775808";

    private Expression ReadUnary()
    {
        if (Kind is not (TokenKind.Minus or TokenKind.Not)) return ReadPostfix();
        if (!TryGoDeeper()) return new MissingExpression(Current.Span);
        Token op = Take();
        if (op.Kind == TokenKind.Minus && Kind == TokenKind.Integer && TextOf(Current.Span).Replace("_", "") == SmallestWithoutSign)
        {
            _depth--;
            return new IntegerLiteral(op.Span.Through(Take().Span), long.MinValue);
        }
        Expression operand = ReadUnary();
        _depth--;
        return new UnaryExpression(op.Span.Through(operand.Span), op.Kind, operand);
    }

    private Expression ReadPostfix()
    {
        Expression left = ReadPrimary();
        while (true)
        {
            if (Kind == TokenKind.Dot) left = ReadMember(left);
            else if (Kind == TokenKind.OpenParenthesis && left is not (IfExpression or LambdaExpression)) left = ReadCall(left);
            else if (Kind == TokenKind.OpenBracket && left is not (IfExpression or LambdaExpression)) left = ReadIndex(left);
            else return left;
            left = Bounded(left);
        }
    }

    private MemberExpression ReadMember(Expression target)
    {
        Take();
        // Words of the language are names here: nothing else could stand here.
        if (Current.IsKeyword)
        {
            TextSpan span = Take().Span;
            return new MemberExpression(target, span, TextOf(span));
        }
        string name = ReadName("the name of a field or function", out TextSpan nameSpan);
        return new MemberExpression(target, name == "" ? new TextSpan(LastSpan.End, LastSpan.End) : nameSpan, name);
    }

    private CallExpression ReadCall(Expression callee)
    {
        Take();
        Argument[] arguments = ReadArguments(TokenKind.CloseParenthesis);
        return new CallExpression(callee.Span.Through(LastSpan), callee, arguments, isPiped: false);
    }

    private Argument[] ReadArguments(TokenKind end)
    {
        List<Argument> arguments = [];
        SkipLines();
        while (Kind != end && Kind != TokenKind.End)
        {
            int before = _at;
            if (Kind == TokenKind.Identifier && KindAt(1) == TokenKind.Colon)
            {
                TextSpan name = Take().Span;
                Take();
                arguments.Add(new Argument(TextOf(name), name, ReadExpression()));
            }
            else arguments.Add(new Argument(null, default, ReadExpression()));
            SkipLines();
            if (!TryTake(TokenKind.Comma) || _at == before) break;
            SkipLines();
        }
        Expect(end, end == TokenKind.CloseBrace ? "'}'" : "')'");
        return [.. arguments];
    }

    private IndexExpression ReadIndex(Expression target)
    {
        Take();
        Expression index = ReadExpression();
        Expect(TokenKind.CloseBracket, "']'");
        return new IndexExpression(target.Span.Through(LastSpan), target, index);
    }

    private Expression ReadPrimary()
    {
        switch (Kind)
        {
            case TokenKind.Integer: return ReadInteger();
            case TokenKind.Real: return ReadReal();
            case TokenKind.Text: return ReadText();
            case TokenKind.Interpolated: return ReadInterpolated();
            case TokenKind.True or TokenKind.False: return new BooleanLiteral(Current.Span, Take().Kind == TokenKind.True);
            case TokenKind.Identifier: return KindAt(1) == TokenKind.Arrow ? ReadLambda() : ReadNameExpression();
            case TokenKind.OpenParenthesis: return IsLambda() ? ReadLambda() : ReadParenthesised();
            case TokenKind.OpenBracket: return ReadList();
            case TokenKind.OpenBrace: return ReadRecord();
            case TokenKind.If: return ReadIf();
            default:
                Complain(Current.Span, Kind == TokenKind.End ? "the line ends where a value is missing" : "a value is missing here");
                return new MissingExpression(new TextSpan(Current.Span.Start, Current.Span.Start));
        }
    }

    private NameExpression ReadNameExpression()
    {
        TextSpan span = Take().Span;
        return new NameExpression(span, TextOf(span));
    }

    /// <summary>A parenthesis begins a lambda if an arrow stands behind the one that closes it.</summary>
    private bool IsLambda()
    {
        int ahead = 1;
        for (int open = 1; open > 0; ahead++)
        {
            TokenKind kind = KindAt(ahead);
            if (kind == TokenKind.OpenParenthesis) open++;
            else if (kind == TokenKind.CloseParenthesis) open--;
            if (kind == TokenKind.End) return false;
        }
        return KindAt(ahead) == TokenKind.Arrow;
    }

    private Expression ReadLambda()
    {
        TextSpan start = Current.Span;
        ParameterSyntax[] parameters;
        if (TryTake(TokenKind.OpenParenthesis)) parameters = ReadParameters(TokenKind.CloseParenthesis);
        else
        {
            string name = ReadName("a name", out TextSpan nameSpan);
            parameters = [new ParameterSyntax(nameSpan, name, null, null)];
        }
        Expect(TokenKind.Arrow, "'=>'");
        Expression body = Kind == TokenKind.OpenBrace && !BeginsRecord() ? ReadBlock() : ReadExpression();
        return new LambdaExpression(start.Through(body.Span), parameters, body);
    }

    private Expression ReadParenthesised()
    {
        TextSpan start = Take().Span;
        Expression inner = ReadExpression();
        Expect(TokenKind.CloseParenthesis, "')'");
        inner.Widen(start.Through(LastSpan));
        return inner;
    }

    private ListExpression ReadList()
    {
        TextSpan start = Take().Span;
        List<Expression> items = [];
        while (Kind is not (TokenKind.CloseBracket or TokenKind.End))
        {
            items.Add(ReadExpression());
            if (!TryTake(TokenKind.Comma)) break;
        }
        Expect(TokenKind.CloseBracket, "']'");
        return new ListExpression(start.Through(LastSpan), [.. items]);
    }

    /// <summary><c>{ name:</c>; any other brace begins a block.</summary>
    private bool BeginsRecord()
    {
        int ahead = 1;
        while (KindAt(ahead) == TokenKind.NewLine) ahead++;
        return KindAt(ahead) == TokenKind.Identifier && KindAt(ahead + 1) == TokenKind.Colon;
    }

    private Expression ReadRecord()
    {
        if (!BeginsRecord()) return ReadBlock();
        TextSpan start = Take().Span;
        Argument[] fields = ReadArguments(TokenKind.CloseBrace);
        return new RecordExpression(start.Through(LastSpan), fields);
    }

    private Expression ReadIf()
    {
        TextSpan start = Current.Span;
        if (!TryGoDeeper()) return new MissingExpression(start);
        Take();
        Expression condition = ReadExpression();
        BlockExpression then = ReadBlock();
        Expression? otherwise = null;
        if (TryTake(TokenKind.Else)) otherwise = Kind == TokenKind.If ? ReadIf() : ReadBlock();
        _depth--;
        return new IfExpression(start.Through(LastSpan), condition, then, otherwise);
    }
}
