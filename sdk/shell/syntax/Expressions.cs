using System;
using System.Collections.Generic;

namespace Diesis.Shell.Syntax;

/// <summary>A part of a line that has a value.</summary>
/// <param name="depth">How many expressions lie within each other here: bounded, since whoever walks them goes as deep.</param>
public abstract class Expression(TextSpan span, int depth)
{
    public TextSpan Span { get; private set; } = span;
    public int Depth { get; } = depth;

    /// <summary>Parentheses around it belong to its place.</summary>
    internal void Widen(TextSpan span) => Span = span;

    protected static int Above(Expression? first, Expression? second = null) => 1 + Math.Max(first?.Depth ?? 0, second?.Depth ?? 0);

    protected static int Above(Argument[] arguments)
    {
        int deepest = 0;
        foreach (Argument argument in arguments) deepest = Math.Max(deepest, argument.Value.Depth);
        return deepest + 1;
    }

    protected static int Above(Expression[] parts)
    {
        int deepest = 0;
        foreach (Expression part in parts) deepest = Math.Max(deepest, part.Depth);
        return deepest + 1;
    }
}

/// <summary>What could not be read; the problem has been said.</summary>
public sealed class MissingExpression(TextSpan span) : Expression(span, 1);

public sealed class IntegerLiteral(TextSpan span, long value) : Expression(span, 1)
{
    public long Value { get; } = value;
}

public sealed class RealLiteral(TextSpan span, double value) : Expression(span, 1)
{
    public double Value { get; } = value;
}

public sealed class TextLiteral(TextSpan span, string value) : Expression(span, 1)
{
    public string Value { get; } = value;
}

public sealed class BooleanLiteral(TextSpan span, bool value) : Expression(span, 1)
{
    public bool Value { get; } = value;
}

/// <summary><c>$"…{x}…"</c>: texts and expressions one after the other.</summary>
public sealed class InterpolatedText(TextSpan span, Expression[] parts) : Expression(span, Above(parts))
{
    public Expression[] Parts { get; } = parts;
}

public sealed class NameExpression(TextSpan span, string name) : Expression(span, 1)
{
    public string Name { get; } = name;
}

/// <summary><c>target.name</c>: a field of a record, or a unit behind a number.</summary>
public sealed class MemberExpression(Expression target, TextSpan nameSpan, string name) : Expression(target.Span.Through(nameSpan), Above(target))
{
    public Expression Target { get; } = target;
    public TextSpan NameSpan { get; } = nameSpan;
    public string Name { get; } = name;
}

/// <summary>A value handed to what is called, by its place or by the parameter's name.</summary>
public readonly struct Argument(string? name, TextSpan nameSpan, Expression value)
{
    public string? Name { get; } = name;
    public TextSpan NameSpan { get; } = nameSpan;
    public Expression Value { get; } = value;
}

/// <summary><c>f(a, b)</c>. <c>a | f(b)</c> and <c>a.f(b)</c> are the same call, with what stands left as the first argument.</summary>
public sealed class CallExpression(TextSpan span, Expression callee, Argument[] arguments, bool isPiped)
    : Expression(span, Math.Max(Above(callee), Above(arguments)))
{
    public Expression Callee { get; } = callee;
    public Argument[] Arguments { get; } = arguments;

    /// <summary>The first argument came from the left.</summary>
    public bool IsPiped { get; } = isPiped;
}

public sealed class IndexExpression(TextSpan span, Expression target, Expression index) : Expression(span, Above(target, index))
{
    public Expression Target { get; } = target;
    public Expression Index { get; } = index;
}

public sealed class UnaryExpression(TextSpan span, TokenKind op, Expression operand) : Expression(span, Above(operand))
{
    public TokenKind Operator { get; } = op;
    public Expression Operand { get; } = operand;
}

public sealed class BinaryExpression(TokenKind op, TextSpan operatorSpan, Expression left, Expression right)
    : Expression(left.Span.Through(right.Span), Above(left, right))
{
    public TokenKind Operator { get; } = op;
    public TextSpan OperatorSpan { get; } = operatorSpan;
    public Expression Left { get; } = left;
    public Expression Right { get; } = right;
}

/// <summary><c>low..high</c>, both included; without a high one it has no end.</summary>
public sealed class RangeExpression(TextSpan span, Expression low, Expression? high) : Expression(span, Above(low, high))
{
    public Expression Low { get; } = low;
    public Expression? High { get; } = high;
}

/// <summary><c>x => …</c>, <c>(x, y: int) => …</c>.</summary>
public sealed class LambdaExpression(TextSpan span, ParameterSyntax[] parameters, Expression body) : Expression(span, Above(body))
{
    public ParameterSyntax[] Parameters { get; } = parameters;
    public Expression Body { get; } = body;
}

public sealed class ListExpression(TextSpan span, Expression[] items) : Expression(span, Above(items))
{
    public Expression[] Items { get; } = items;
}

/// <summary><c>{ name: value, … }</c>.</summary>
public sealed class RecordExpression(TextSpan span, Argument[] fields) : Expression(span, Above(fields))
{
    public Argument[] Fields { get; } = fields;
}

/// <summary>Also a statement, where nobody uses its value.</summary>
public sealed class IfExpression(TextSpan span, Expression condition, BlockExpression then, Expression? otherwise)
    : Expression(span, Math.Max(Above(condition, then), Above(otherwise)))
{
    public Expression Condition { get; } = condition;
    public BlockExpression Then { get; } = then;

    /// <summary>A block, or the next <c>if</c>.</summary>
    public Expression? Otherwise { get; } = otherwise;
}

/// <summary>Statements in braces. Its value is that of the last one, if that is an expression.</summary>
public sealed class BlockExpression(TextSpan span, List<Statement> statements) : Expression(span, DepthOf(statements))
{
    public List<Statement> Statements { get; } = statements;

    private static int DepthOf(List<Statement> statements)
    {
        int deepest = 0;
        foreach (Statement statement in statements) deepest = Math.Max(deepest, statement.Depth);
        return deepest + 1;
    }
}
