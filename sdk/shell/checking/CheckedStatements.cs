using Diesis.Shell.Syntax;

namespace Diesis.Shell.Checking;

/// <summary>A statement of which everything is known.</summary>
internal abstract class CheckedStatement(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

internal sealed class CheckedExpressionStatement(CheckedExpression expression) : CheckedStatement(expression.Span)
{
    public CheckedExpression Expression { get; } = expression;
}

/// <summary>At the outermost level a value is shown.</summary>
internal sealed class CheckedShow(CheckedExpression expression) : CheckedStatement(expression.Span)
{
    public CheckedExpression Expression { get; } = expression;
}

/// <summary>A variable gets a value, its first or another.</summary>
internal sealed class CheckedStore(TextSpan span, Variable variable, CheckedExpression value, bool isFirst) : CheckedStatement(span)
{
    public Variable Variable { get; } = variable;
    public CheckedExpression Value { get; } = value;
    public bool IsFirst { get; } = isFirst;
}

internal sealed class CheckedWhile(TextSpan span, CheckedExpression condition, CheckedExpression body) : CheckedStatement(span)
{
    public CheckedExpression Condition { get; } = condition;
    public CheckedExpression Body { get; } = body;
}

internal sealed class CheckedFor(TextSpan span, Variable variable, CheckedExpression items, CheckedExpression body) : CheckedStatement(span)
{
    public Variable Variable { get; } = variable;

    /// <summary>A stream.</summary>
    public CheckedExpression Items { get; } = items;
    public CheckedExpression Body { get; } = body;
}

/// <summary>A function without parameters runs as a job.</summary>
/// <param name="text">As it was written.</param>
internal sealed class CheckedBackground(TextSpan span, CheckedLambda lambda, string text) : CheckedStatement(span)
{
    public CheckedLambda Lambda { get; } = lambda;
    public string Text { get; } = text;
}

internal sealed class CheckedReturn(TextSpan span, CheckedExpression? value) : CheckedStatement(span)
{
    public CheckedExpression? Value { get; } = value;
}

internal sealed class CheckedJump(TextSpan span, bool isBreak) : CheckedStatement(span)
{
    public bool IsBreak { get; } = isBreak;
}
