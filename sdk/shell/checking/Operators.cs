using Diesis.Shell.Bytecode;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;
using static Diesis.Shell.Types.PrimitiveType;

namespace Diesis.Shell.Checking;

/// <summary>What an operator between two types does.</summary>
internal readonly struct OperatorRule(Operation operation, ShellType result, bool isSwapped = false)
{
    public Operation Operation { get; } = operation;
    public ShellType Result { get; } = result;

    /// <summary>The operation wants the operands the other way round.</summary>
    public bool IsSwapped { get; } = isSwapped;
}

/// <summary>Which types can be calculated with each other.</summary>
internal static class Operators
{
    /// <param name="left">After integers that stand beside doubles have become doubles.</param>
    public static bool TryFind(TokenKind op, ShellType left, ShellType right, out OperatorRule rule)
    {
        OperatorRule? found = op switch
        {
            TokenKind.Plus => Add(left, right),
            TokenKind.Minus => Subtract(left, right),
            TokenKind.Star => Multiply(left, right),
            TokenKind.Slash => Divide(left, right),
            TokenKind.Percent => Remainder(left, right),
            _ => null,
        };
        rule = found ?? default;
        return found is not null;
    }

    private static bool IsQuantity(ShellType type) => type == Size || type == Duration;

    private static OperatorRule? Add(ShellType left, ShellType right)
    {
        if (left == right && (left == Int || IsQuantity(left))) return new(Operation.AddInt, left);
        if (left == Double && right == Double) return new(Operation.AddDouble, Double);
        if (left == Time && right == Duration || left == Duration && right == Time) return new(Operation.AddInt, Time);
        if (left is ListType && ShellType.IsSame(left, right)) return new(Operation.ConcatenateLists, left);
        return null;
    }

    private static OperatorRule? Subtract(ShellType left, ShellType right)
    {
        if (left == right && (left == Int || IsQuantity(left))) return new(Operation.SubtractInt, left);
        if (left == Double && right == Double) return new(Operation.SubtractDouble, Double);
        if (left == Time && right == Time) return new(Operation.SubtractInt, Duration);
        if (left == Time && right == Duration) return new(Operation.SubtractInt, Time);
        return null;
    }

    private static OperatorRule? Multiply(ShellType left, ShellType right)
    {
        if (left == Int && right == Int) return new(Operation.MultiplyInt, Int);
        if (left == Double && right == Double) return new(Operation.MultiplyDouble, Double);
        if (IsQuantity(left) && right == Int) return new(Operation.MultiplyInt, left);
        if (left == Int && IsQuantity(right)) return new(Operation.MultiplyInt, right);
        if (IsQuantity(left) && right == Double) return new(Operation.Scale, left);
        if (left == Double && IsQuantity(right)) return new(Operation.Scale, right, isSwapped: true);
        return null;
    }

    private static OperatorRule? Divide(ShellType left, ShellType right)
    {
        if (left == Int && right == Int) return new(Operation.DivideInt, Int);
        if (left == Double && right == Double) return new(Operation.DivideDouble, Double);
        if (IsQuantity(left) && right == Int) return new(Operation.DivideInt, left);
        if (IsQuantity(left) && right == Double) return new(Operation.Unscale, left);
        if (IsQuantity(left) && left == right) return new(Operation.Ratio, Double);
        return null;
    }

    private static OperatorRule? Remainder(ShellType left, ShellType right)
    {
        if (left == right && (left == Int || IsQuantity(left))) return new(Operation.RemainderInt, left);
        if (left == Double && right == Double) return new(Operation.RemainderDouble, Double);
        return null;
    }

    /// <summary>The operation that says whether one comes before another.</summary>
    public static Operation Less(ShellType type, bool orEqual)
    {
        if (type == Double) return orEqual ? Operation.LessOrEqualDouble : Operation.LessDouble;
        if (type == Text) return orEqual ? Operation.LessOrEqualText : Operation.LessText;
        return orEqual ? Operation.LessOrEqualInt : Operation.LessInt;
    }

    public static Operation Equal(ShellType type)
    {
        if (type == Double) return Operation.EqualDouble;
        if (type == Text) return Operation.EqualText;
        return type is ListType or RecordType ? Operation.EqualDeep : Operation.EqualBits;
    }

    public static string Sign(TokenKind op) => op switch
    {
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Star => "*",
        TokenKind.Slash => "/",
        TokenKind.Percent => "%",
        TokenKind.Equal => "==",
        TokenKind.NotEqual => "!=",
        TokenKind.Less => "<",
        TokenKind.LessOrEqual => "<=",
        TokenKind.Greater => ">",
        _ => ">=",
    };
}
