using Diesis.Shell.Bytecode;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

public sealed partial class Checker
{
    private CheckedExpression CheckUnary(UnaryExpression unary)
    {
        if (unary.Operator == TokenKind.Not)
        {
            CheckedExpression condition = Convert(Check(unary.Operand, PrimitiveType.Bool), PrimitiveType.Bool);
            return new CheckedUnary(unary.Span, PrimitiveType.Bool, Operation.Not, condition);
        }
        CheckedExpression operand = Check(unary.Operand);
        if (operand is CheckedConstant { Value.Bits: not long.MinValue } constant && operand.Type == PrimitiveType.Int)
            return new CheckedConstant(unary.Span, PrimitiveType.Int, Value.FromBits(-constant.Value.Bits));
        if (operand.Type == PrimitiveType.Double) return new CheckedUnary(unary.Span, operand.Type, Operation.NegateDouble, operand);
        bool isCounted = operand.Type == PrimitiveType.Int || operand.Type == PrimitiveType.Size || operand.Type == PrimitiveType.Duration;
        if (isCounted) return new CheckedUnary(unary.Span, operand.Type, Operation.NegateInt, operand);
        return IsUnknown(operand.Type) ? operand : Mistake(unary.Span, $"{Article(operand.Type)} has no negative");
    }

    private CheckedExpression CheckBinary(BinaryExpression binary, ShellType? expected)
    {
        if (binary.Operator is TokenKind.And or TokenKind.Or)
            return new CheckedLogical(binary.Span, binary.Operator == TokenKind.And, Condition(binary.Left), Condition(binary.Right));
        CheckedExpression left = Check(binary.Left, expected is ListType ? expected : null);
        CheckedExpression right = Check(binary.Right, left.Type is ListType ? left.Type : null);
        return CheckOperator(binary.Operator, binary.OperatorSpan, binary.Span, left, right);
    }

    private CheckedExpression CheckOperator(TokenKind op, TextSpan operatorSpan, TextSpan span, CheckedExpression left, CheckedExpression right)
    {
        left = Keep(left);
        right = Keep(right);
        if (IsUnknown(left.Type) || IsUnknown(right.Type)) return new CheckedMistake(span);
        MakeDoubles(ref left, ref right);
        if (op is >= TokenKind.Equal and <= TokenKind.GreaterOrEqual) return CheckComparison(op, operatorSpan, span, left, right);
        if (op == TokenKind.Plus && left.Type == PrimitiveType.Text && right.Type == PrimitiveType.Text)
            return new CheckedParts(span, PrimitiveType.Text, Operation.Concatenate, [left, right]);
        if (Operators.TryFind(op, left.Type, right.Type, out OperatorRule rule)) return new CheckedBinary(span, rule.Result, rule.Operation, left, right, rule.IsSwapped);
        bool isText = op == TokenKind.Plus && (left.Type == PrimitiveType.Text || right.Type == PrimitiveType.Text);
        string advice = isText ? ": $\"…{x}…\" puts values into a text" : "";
        return Mistake(operatorSpan, $"'{Operators.Sign(op)}' does not go between {Article(left.Type)} and {Article(right.Type)}{advice}");
    }

    private static void MakeDoubles(ref CheckedExpression left, ref CheckedExpression right)
    {
        if (left.Type == PrimitiveType.Double && right.Type == PrimitiveType.Int) right = TryConvert(right, PrimitiveType.Double)!;
        else if (left.Type == PrimitiveType.Int && right.Type == PrimitiveType.Double) left = TryConvert(left, PrimitiveType.Double)!;
    }

    private CheckedExpression CheckComparison(TokenKind op, TextSpan operatorSpan, TextSpan span, CheckedExpression left, CheckedExpression right)
    {
        if (!ShellType.IsSame(left.Type, right.Type))
            return Mistake(operatorSpan, $"{Article(left.Type)} and {Article(right.Type)} cannot be compared{Advice(right.Type, left.Type)}");
        bool isEquality = op is TokenKind.Equal or TokenKind.NotEqual;
        if (isEquality)
        {
            if (!HasEquality(left.Type)) return Mistake(operatorSpan, "functions cannot be compared");
            return new CheckedBinary(span, PrimitiveType.Bool, Operators.Equal(left.Type), left, right, isNegated: op == TokenKind.NotEqual);
        }
        if (!left.Type.IsOrdered) return Mistake(operatorSpan, $"of two values of type {left.Type}, none comes before the other");
        bool isGreater = op is TokenKind.Greater or TokenKind.GreaterOrEqual;
        Operation less = Operators.Less(left.Type, orEqual: op is TokenKind.LessOrEqual or TokenKind.GreaterOrEqual);
        return new CheckedBinary(span, PrimitiveType.Bool, less, left, right, isSwapped: isGreater);
    }

    private static bool HasEquality(ShellType type) => type switch
    {
        FunctionType or StreamType => false,
        ListType list => HasEquality(list.Item),
        RecordType record => HasEquality(record.Fields),
        _ => type != PrimitiveType.Nothing && type != PrimitiveType.Never,
    };

    private static bool HasEquality(RecordField[] fields)
    {
        foreach (RecordField field in fields) if (!HasEquality(field.Type)) return false;
        return true;
    }
}
