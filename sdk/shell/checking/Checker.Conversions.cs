using Diesis.Shell.Bytecode;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

public sealed partial class Checker
{
    /// <summary>As a value of another type, where that goes without saying: integers as doubles, lists and streams as each other.</summary>
    private CheckedExpression Convert(CheckedExpression value, ShellType wanted)
    {
        if (TryConvert(value, wanted) is { } converted) return converted;
        return value.Type == PrimitiveType.Nothing
            ? Mistake(value.Span, $"this has no value, and {Article(wanted)} is needed here")
            : Mistake(value.Span, $"this is {Article(value.Type)}, and {Article(wanted)} is needed here{Advice(value.Type, wanted)}");
    }

    private static CheckedExpression? TryConvert(CheckedExpression value, ShellType wanted)
    {
        ShellType given = value.Type;
        if (given == PrimitiveType.Never || IsUnknown(given) || IsUnknown(wanted) || ShellType.IsSame(given, wanted)) return value;
        if (given == PrimitiveType.Text && wanted == PrimitiveType.Command) return value;
        if (given == PrimitiveType.Int && wanted == PrimitiveType.Double)
        {
            return value is CheckedConstant constant
                ? new CheckedConstant(value.Span, wanted, Value.FromDouble(constant.Value.Bits))
                : new CheckedUnary(value.Span, wanted, Operation.IntToDouble, value);
        }
        return (given, wanted) switch
        {
            (ListType list, StreamType stream) when ShellType.IsSame(list.Item, stream.Item) => new CheckedUnary(value.Span, wanted, Operation.ToStream, value),
            (StreamType stream, ListType list) when ShellType.IsSame(list.Item, stream.Item) => new CheckedUnary(value.Span, wanted, Operation.ToList, value),
            _ => null,
        };
    }

    /// <summary>The type of a mistake, or made with one.</summary>
    private static bool IsUnknown(ShellType type) => type switch
    {
        ListType list => IsUnknown(list.Item),
        StreamType stream => IsUnknown(stream.Item),
        _ => type == PrimitiveType.Unknown,
    };

    /// <summary>What is kept can be read more than once.</summary>
    private static CheckedExpression Keep(CheckedExpression value)
        => value.Type is StreamType stream ? new CheckedUnary(value.Span, new ListType(stream.Item), Operation.ToList, value) : value;

    /// <summary>What is kept may be put into something again, line after line: whoever walks types and values goes as deep.</summary>
    private const int MostTypeDepth = 60;

    private CheckedExpression NotTooDeep(TextSpan span, CheckedExpression value)
        => value.Type.Depth > MostTypeDepth ? Mistake(span, "too much lies within each other in this value") : value;

    private static CheckedExpression Discard(CheckedExpression value) => value.Type == PrimitiveType.Nothing ? value : new CheckedDiscard(value);

    /// <summary>For messages: "a list&lt;int&gt;", "an int".</summary>
    internal static string Article(ShellType type)
    {
        if (type == PrimitiveType.Nothing) return "nothing";
        string text = type.ToString()!;
        if (type is RecordType { Name: "" }) return $"a record {text}";
        return $"{(text[0] is 'a' or 'e' or 'i' or 'o' ? "an" : "a")} {text}";
    }

    private static string Advice(ShellType given, ShellType wanted)
    {
        if (wanted == PrimitiveType.Text) return ": $\"{…}\" makes a text of it";
        if (given == PrimitiveType.Int && wanted == PrimitiveType.Size) return ": 4.KiB is a size";
        if (given == PrimitiveType.Int && wanted == PrimitiveType.Duration) return ": 5.s is a duration";
        if (given == PrimitiveType.Double && wanted == PrimitiveType.Int) return ": round(…) makes one";
        if (given is FunctionType && wanted is not FunctionType) return ": a function is called with parentheses";
        return "";
    }
}
