using System;

namespace Diesis.Shell.Syntax;

/// <summary>A part of a line or script that does something.</summary>
public abstract class Statement(TextSpan span, int depth)
{
    public TextSpan Span { get; } = span;

    /// <summary>As <see cref="Expression.Depth"/>.</summary>
    public int Depth { get; } = depth;
}

public sealed class ExpressionStatement(Expression expression) : Statement(expression.Span, expression.Depth + 1)
{
    public Expression Expression { get; } = expression;
}

/// <summary><c>… &amp;</c>: a job, which runs while the session goes on.</summary>
public sealed class BackgroundStatement(TextSpan span, Expression expression) : Statement(span, expression.Depth + 1)
{
    public Expression Expression { get; } = expression;
}

/// <summary><c>let x = …</c> for a value that stays, <c>var x = …</c> for one that changes.</summary>
public sealed class LetStatement(TextSpan span, bool isMutable, TextSpan nameSpan, string name, TypeSyntax? type, Expression value)
    : Statement(span, value.Depth + 1)
{
    public bool IsMutable { get; } = isMutable;
    public TextSpan NameSpan { get; } = nameSpan;
    public string Name { get; } = name;
    public TypeSyntax? Type { get; } = type;
    public Expression Value { get; } = value;
}

/// <summary><c>fn name(a: int, b: string = "x"): int { … }</c>, or <c>fn name(a: int) = …</c>.</summary>
public sealed class FunctionStatement(TextSpan span, TextSpan nameSpan, string name, ParameterSyntax[] parameters, TypeSyntax? result, Expression body, string summary)
    : Statement(span, body.Depth + 1)
{
    public TextSpan NameSpan { get; } = nameSpan;
    public string Name { get; } = name;
    public ParameterSyntax[] Parameters { get; } = parameters;
    public TypeSyntax? Result { get; } = result;
    public Expression Body { get; } = body;

    /// <summary>The comment above it.</summary>
    public string Summary { get; } = summary;
}

/// <summary><c>x = …</c>, <c>x += …</c>.</summary>
public sealed class AssignmentStatement(TextSpan span, NameExpression target, TokenKind op, TextSpan operatorSpan, Expression value)
    : Statement(span, value.Depth + 1)
{
    public NameExpression Target { get; } = target;
    public TokenKind Operator { get; } = op;
    public TextSpan OperatorSpan { get; } = operatorSpan;
    public Expression Value { get; } = value;
}

public sealed class WhileStatement(TextSpan span, Expression condition, BlockExpression body)
    : Statement(span, 1 + Math.Max(condition.Depth, body.Depth))
{
    public Expression Condition { get; } = condition;
    public BlockExpression Body { get; } = body;
}

public sealed class ForStatement(TextSpan span, TextSpan nameSpan, string name, Expression items, BlockExpression body)
    : Statement(span, 1 + Math.Max(items.Depth, body.Depth))
{
    public TextSpan NameSpan { get; } = nameSpan;
    public string Name { get; } = name;
    public Expression Items { get; } = items;
    public BlockExpression Body { get; } = body;
}

public sealed class ReturnStatement(TextSpan span, Expression? value) : Statement(span, 1 + (value?.Depth ?? 0))
{
    public Expression? Value { get; } = value;
}

/// <summary><c>break</c> or <c>continue</c>.</summary>
public sealed class JumpStatement(TextSpan span, bool isBreak) : Statement(span, 1)
{
    public bool IsBreak { get; } = isBreak;
}
