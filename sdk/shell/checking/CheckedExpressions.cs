using System.Collections.Generic;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

/// <summary>An expression of which the type is known, with all conversions in it.</summary>
public abstract class CheckedExpression(TextSpan span, ShellType type)
{
    public TextSpan Span { get; } = span;
    public ShellType Type { get; } = type;

    /// <summary>Running it gives no variable another value.</summary>
    public virtual bool IsPure => false;
}

internal sealed class CheckedConstant(TextSpan span, ShellType type, Value value) : CheckedExpression(span, type)
{
    public Value Value { get; } = value;
    public override bool IsPure => true;
}

/// <summary>What was wrong; the problem has been said, and nothing will run.</summary>
internal sealed class CheckedMistake(TextSpan span) : CheckedExpression(span, PrimitiveType.Unknown);

internal sealed class CheckedVariable(TextSpan span, Variable variable) : CheckedExpression(span, variable.Type)
{
    public Variable Variable { get; } = variable;
    public override bool IsPure => true;
}

/// <summary>One operation on one operand.</summary>
internal sealed class CheckedUnary(TextSpan span, ShellType type, Operation operation, CheckedExpression operand) : CheckedExpression(span, type)
{
    public Operation Operation { get; } = operation;
    public CheckedExpression Operand { get; } = operand;
    public override bool IsPure => Operand.IsPure;
}

/// <summary>One operation on two operands, which may have to be given to it the other way round, and its answer turned round.</summary>
internal sealed class CheckedBinary(TextSpan span, ShellType type, Operation operation, CheckedExpression left, CheckedExpression right, bool isSwapped = false, bool isNegated = false)
    : CheckedExpression(span, type)
{
    public Operation Operation { get; } = operation;
    public CheckedExpression Left { get; } = left;
    public CheckedExpression Right { get; } = right;
    public bool IsSwapped { get; } = isSwapped;
    public bool IsNegated { get; } = isNegated;
    public override bool IsPure => Left.IsPure && Right.IsPure;
}

/// <summary><c>&amp;&amp;</c> and <c>||</c>: the right side is looked at only if the left one does not decide.</summary>
internal sealed class CheckedLogical(TextSpan span, bool isAnd, CheckedExpression left, CheckedExpression right) : CheckedExpression(span, PrimitiveType.Bool)
{
    public bool IsAnd { get; } = isAnd;
    public CheckedExpression Left { get; } = left;
    public CheckedExpression Right { get; } = right;
    public override bool IsPure => Left.IsPure && Right.IsPure;
}

internal sealed class CheckedFunctionCall(TextSpan span, ShellFunction function, CheckedExpression[] arguments) : CheckedExpression(span, function.Signature.Result)
{
    public ShellFunction Function { get; } = function;
    public CheckedExpression[] Arguments { get; } = arguments;
}

internal sealed class CheckedCommandCall(TextSpan span, ShellType type, CallSite site, CheckedExpression[] arguments) : CheckedExpression(span, type)
{
    public CallSite Site { get; } = site;
    public CheckedExpression[] Arguments { get; } = arguments;
}

internal sealed class CheckedClosureCall(TextSpan span, ShellType type, CheckedExpression callee, CheckedExpression[] arguments) : CheckedExpression(span, type)
{
    public CheckedExpression Callee { get; } = callee;
    public CheckedExpression[] Arguments { get; } = arguments;
}

internal sealed class CheckedField(TextSpan span, ShellType type, CheckedExpression target, int index) : CheckedExpression(span, type)
{
    public CheckedExpression Target { get; } = target;
    public int Index { get; } = index;
    public override bool IsPure => Target.IsPure;
}

/// <summary>A list, a record, or texts put together: one operation on many.</summary>
internal sealed class CheckedParts(TextSpan span, ShellType type, Operation operation, CheckedExpression[] parts) : CheckedExpression(span, type)
{
    public Operation Operation { get; } = operation;
    public CheckedExpression[] Parts { get; } = parts;
}

internal sealed class CheckedText(CheckedExpression operand) : CheckedExpression(operand.Span, PrimitiveType.Text)
{
    public CheckedExpression Operand { get; } = operand;
    public override bool IsPure => Operand.IsPure;
}

internal sealed class CheckedLambda(TextSpan span, ShellType type, CheckedFunction function) : CheckedExpression(span, type)
{
    public CheckedFunction Function { get; } = function;
}

internal sealed class CheckedIf(TextSpan span, ShellType type, CheckedExpression condition, CheckedExpression then, CheckedExpression? otherwise) : CheckedExpression(span, type)
{
    public CheckedExpression Condition { get; } = condition;
    public CheckedExpression Then { get; } = then;
    public CheckedExpression? Otherwise { get; } = otherwise;
}

internal sealed class CheckedBlock(TextSpan span, List<CheckedStatement> statements, CheckedExpression? value, ShellType type) : CheckedExpression(span, type)
{
    public List<CheckedStatement> Statements { get; } = statements;

    /// <summary>What the last statement is worth.</summary>
    public CheckedExpression? Value { get; } = value;
}

/// <summary>What is done for its effect, where a value of no type is wanted.</summary>
internal sealed class CheckedDiscard(CheckedExpression operand) : CheckedExpression(operand.Span, PrimitiveType.Nothing)
{
    public CheckedExpression Operand { get; } = operand;
}
