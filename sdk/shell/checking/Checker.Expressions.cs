using System;
using Diesis.Shell.Bytecode;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

public sealed partial class Checker
{
    /// <param name="expected">What is needed where the expression stands, if that is known: lambdas and empty lists have their types from it.</param>
    private CheckedExpression Check(Expression syntax, ShellType? expected = null)
    {
        switch (syntax)
        {
            case IntegerLiteral literal: return new CheckedConstant(literal.Span, PrimitiveType.Int, Value.FromBits(literal.Value));
            case RealLiteral literal: return new CheckedConstant(literal.Span, PrimitiveType.Double, Value.FromDouble(literal.Value));
            case TextLiteral literal: return new CheckedConstant(literal.Span, PrimitiveType.Text, Value.FromText(literal.Value));
            case BooleanLiteral literal: return new CheckedConstant(literal.Span, PrimitiveType.Bool, Value.FromBool(literal.Value));
            case InterpolatedText text: return CheckInterpolated(text);
            case NameExpression name when expected == PrimitiveType.Command && IsToldOf(name.Name):
                TellNames(name.Span);
                return new CheckedConstant(name.Span, PrimitiveType.Command, Value.FromText(name.Name));
            case NameExpression name: return CheckName(name, expected);
            case MemberExpression member: return CheckMember(member);
            case CallExpression call: return CheckCall(call, expected);
            case IndexExpression index: return CheckIndex(index);
            case UnaryExpression unary: return CheckUnary(unary);
            case BinaryExpression binary: return CheckBinary(binary, expected);
            case RangeExpression range: return CheckRange(range);
            case LambdaExpression lambda: return CheckLambda(lambda, expected as FunctionType);
            case ListExpression list: return CheckList(list, expected);
            case RecordExpression record: return CheckRecord(record, expected as RecordType);
            case IfExpression choice: return CheckIf(choice, expected);
            case BlockExpression block: return CheckBlock(block, expected);
            default:
                TellNames(syntax.Span);
                return new CheckedMistake(syntax.Span);
        }
    }

    /// <summary>Help knows something of this name.</summary>
    private bool IsToldOf(string name) => _names.Commands.Commands.ContainsKey(name) || _names.Commands.Records.ContainsKey(name) || FindFunction(name) is not null || FindVariable(name) is { IsGlobal: true };

    private CheckedParts CheckInterpolated(InterpolatedText text)
    {
        CheckedExpression[] parts = new CheckedExpression[text.Parts.Length];
        for (int i = 0; i < parts.Length; i++) parts[i] = AsText(Check(text.Parts[i]));
        return new CheckedParts(text.Span, PrimitiveType.Text, Operation.Concatenate, parts);
    }

    private CheckedExpression AsText(CheckedExpression value)
    {
        if (value.Type == PrimitiveType.Text) return value;
        return value.Type == PrimitiveType.Nothing ? Mistake(value.Span, "this has no value that could be shown") : new CheckedText(Keep(value));
    }

    private CheckedExpression CheckName(NameExpression name, ShellType? expected)
    {
        TellNames(name.Span);
        if (FindVariable(name.Name) is { } variable) return new CheckedVariable(name.Span, _function.Capture(variable));
        if (FindFunction(name.Name) is { } function) return FunctionAsValue(name, function);
        if (_names.Commands.Commands.TryGetValue(name.Name, out var commands))
            return CommandAsValue(name, commands[0].Signature, expected as FunctionType);
        return Mistake(name.Span, $"there is no variable '{name.Name}'{SimilarVariable(name.Name)}");
    }

    /// <summary>A function's name, as a value, is a lambda that calls it.</summary>
    private CheckedExpression FunctionAsValue(NameExpression name, ShellFunction function)
    {
        if (!IsCallable(function, name.Span)) return new CheckedMistake(name.Span);
        CheckedFunction wrapper = new(function.Signature.Name, _source, _function) { Result = function.Signature.Result };
        ShellType[] parameters = new ShellType[function.Signature.Parameters.Length];
        CheckedExpression[] arguments = new CheckedExpression[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            Variable variable = new(function.Signature.Parameters[i].Name, function.Signature.Parameters[i].Type, isMutable: false, -1, wrapper);
            wrapper.Parameters.Add(variable);
            parameters[i] = variable.Type;
            arguments[i] = new CheckedVariable(name.Span, variable);
        }
        wrapper.Body = new CheckedFunctionCall(name.Span, function, arguments);
        return new CheckedLambda(name.Span, new FunctionType(parameters, function.Signature.Result), wrapper);
    }

    /// <summary>Where a function of known parameters is needed, a command's name is a lambda that hands them on.</summary>
    private CheckedExpression CommandAsValue(NameExpression name, Signature signature, FunctionType? expected)
    {
        if (expected is null || AnyOpen(expected.Parameters) || expected.Parameters.Length == 0)
            return Mistake(name.Span, $"'{name.Name}' is a command: parentheses call it, {signature}");
        CheckedFunction wrapper = new(name.Name, _source, _function);
        Given[] arguments = new Given[expected.Parameters.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            Variable variable = new("", expected.Parameters[i], isMutable: false, -1, wrapper);
            wrapper.Parameters.Add(variable);
            arguments[i] = new Given(new CheckedVariable(name.Span, variable));
        }
        CheckedExpression call = CheckNamedCall(null, name, arguments, expected.Result);
        return FinishLambda(name.Span, wrapper, call, expected);
    }

    private static bool AnyOpen(ShellType[] types)
    {
        foreach (ShellType type in types) if (Inference.IsOpen(type)) return true;
        return false;
    }

    private CheckedExpression CheckMember(MemberExpression member)
    {
        if (member.Target is IntegerLiteral or RealLiteral && Units.TryFind(member.Name, out Unit unit)) return CheckQuantity(member, unit);
        CheckedExpression target = Check(member.Target);
        TellTarget(member.NameSpan, target.Type);
        if (target.Type == PrimitiveType.Unknown) return target;
        if (target.Type is RecordType record) return CheckField(member, target, record);
        if (target.Type == PrimitiveType.Int && Units.TryFind(member.Name, out unit))
        {
            CheckedConstant count = new(member.NameSpan, unit.Type, Value.FromBits(unit.Count));
            return new CheckedBinary(member.Span, unit.Type, Operation.MultiplyInt, target, count);
        }
        if (target.Type == PrimitiveType.Double && Units.TryFind(member.Name, out unit))
        {
            CheckedConstant count = new(member.NameSpan, unit.Type, Value.FromBits(unit.Count));
            return new CheckedBinary(member.Span, unit.Type, Operation.Scale, count, target);
        }
        if (member.Name == "") return Mistake(member.NameSpan, "a name is missing behind the dot");
        if (_names.Commands.Commands.ContainsKey(member.Name)) return Mistake(member.NameSpan, $"'{member.Name}' is called with parentheses: .{member.Name}()");
        SimilarNames similar = new(member.Name);
        bool isNumber = target.Type == PrimitiveType.Int || target.Type == PrimitiveType.Double;
        if (isNumber) foreach (Unit known in Units.All) similar.Consider(known.Name);
        string advice = Inference.ItemOf(target.Type) is RecordType ? $": each of its items may have, '… | select(x => x.{member.Name})'" : similar.Question;
        return Mistake(member.NameSpan, $"{Article(target.Type)} has no '{member.Name}'{advice}");
    }

    /// <summary>A literal with its unit is a constant.</summary>
    private CheckedExpression CheckQuantity(MemberExpression member, Unit unit)
    {
        double exact = member.Target is RealLiteral real ? real.Value * unit.Count : ((IntegerLiteral)member.Target).Value * (double)unit.Count;
        if (!(exact is > -9.2e18 and < 9.2e18)) return Mistake(member.Span, "this does not fit into 64 bits");
        long count = member.Target is IntegerLiteral integer ? integer.Value * unit.Count : (long)Math.Round(exact);
        return new CheckedConstant(member.Span, unit.Type, Value.FromBits(count));
    }

    private CheckedExpression CheckField(MemberExpression member, CheckedExpression target, RecordType record)
    {
        int index = record.IndexOf(member.Name);
        if (index >= 0) return new CheckedField(member.Span, record.Fields[index].Type, target, index);
        if (member.Name == "") return Mistake(member.NameSpan, "the name of a field is missing behind the dot");
        SimilarNames similar = new(member.Name);
        foreach (RecordField field in record.Fields) similar.Consider(field.Name);
        return Mistake(member.NameSpan, $"{Article(record)} has no field '{member.Name}'{similar.Question}");
    }

    private CheckedExpression CheckIndex(IndexExpression syntax)
    {
        CheckedExpression target = Keep(Check(syntax.Target));
        CheckedExpression index = Convert(Check(syntax.Index, PrimitiveType.Int), PrimitiveType.Int);
        if (target.Type == PrimitiveType.Unknown) return target;
        if (target.Type is ListType list) return new CheckedBinary(syntax.Span, list.Item, Operation.Index, target, index);
        if (target.Type == PrimitiveType.Text) return new CheckedBinary(syntax.Span, PrimitiveType.Text, Operation.IndexText, target, index);
        return Mistake(syntax.Target.Span, $"only a list or a text has items by number, and this is {Article(target.Type)}");
    }

    private CheckedExpression CheckRange(RangeExpression range)
    {
        CheckedExpression low = Convert(Check(range.Low, PrimitiveType.Int), PrimitiveType.Int);
        StreamType type = new(PrimitiveType.Int);
        if (range.High is null) return new CheckedUnary(range.Span, type, Operation.EndlessRange, low);
        CheckedExpression high = Convert(Check(range.High, PrimitiveType.Int), PrimitiveType.Int);
        return new CheckedBinary(range.Span, type, Operation.Range, low, high);
    }

    private CheckedExpression CheckList(ListExpression syntax, ShellType? expected)
    {
        ShellType? item = expected is null ? null : Inference.ItemOf(expected);
        if (item is not null && Inference.IsOpen(item)) item = null;
        CheckedExpression[] items = new CheckedExpression[syntax.Items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Keep(Check(syntax.Items[i], item));
            if (items[i].Type == PrimitiveType.Nothing) items[i] = Mistake(items[i].Span, "this has no value");
            // Integers among doubles are doubles, whichever comes first.
            if (item is null || item == PrimitiveType.Int && items[i].Type == PrimitiveType.Double && expected is null) item = items[i].Type;
        }
        if (item is null || item == PrimitiveType.Never) return Mistake(syntax.Span, "of what this is a list cannot be told: let x: list<int> = []");
        for (int i = 0; i < items.Length; i++) items[i] = Convert(items[i], item);
        return ConstantList(syntax.Span, item, items) ?? new CheckedParts(syntax.Span, new ListType(item), Operation.MakeList, items);
    }

    /// <summary>Lists never change: one of constants is made once, however long it is.</summary>
    private static CheckedExpression? ConstantList(TextSpan span, ShellType item, CheckedExpression[] items)
    {
        Value[] values = new Value[items.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i] is not CheckedConstant constant) return null;
            values[i] = constant.Value;
        }
        return new CheckedConstant(span, new ListType(item), Value.FromObject(new ListValue(values)));
    }

    private CheckedParts CheckRecord(RecordExpression syntax, RecordType? expected)
    {
        RecordField[] fields = new RecordField[syntax.Fields.Length];
        CheckedExpression[] values = new CheckedExpression[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            Argument field = syntax.Fields[i];
            int known = expected?.IndexOf(field.Name ?? "") ?? -1;
            ShellType? type = known >= 0 && !Inference.IsOpen(expected!.Fields[known].Type) ? expected.Fields[known].Type : null;
            values[i] = Keep(Check(field.Value, type));
            if (type is not null) values[i] = Convert(values[i], type);
            if (values[i].Type == PrimitiveType.Nothing) values[i] = Mistake(field.Value.Span, "this has no value");
            for (int j = 0; j < i; j++) if (fields[j].Name == field.Name) Complain(field.NameSpan, $"there are two fields '{field.Name}'");
            if (field.Name is null) Complain(field.Value.Span, "a field of a record has a name: { name: value }");
            fields[i] = new RecordField(field.Name ?? "", values[i].Type);
        }
        return new CheckedParts(syntax.Span, new RecordType("", fields), Operation.MakeRecord, values);
    }

    private CheckedIf CheckIf(IfExpression syntax, ShellType? expected)
    {
        CheckedExpression condition = Condition(syntax.Condition);
        CheckedExpression then = CheckBlock(syntax.Then, expected);
        if (syntax.Otherwise is null) return new CheckedIf(syntax.Span, PrimitiveType.Nothing, condition, Discard(then), null);
        CheckedExpression otherwise = Check(syntax.Otherwise, expected);
        ShellType type = Common(ref then, ref otherwise);
        return new CheckedIf(syntax.Span, type, condition, then, otherwise);
    }

    /// <summary>The type that both ways through an <c>if</c> can have; nothing where there is none.</summary>
    private static ShellType Common(ref CheckedExpression left, ref CheckedExpression right)
    {
        if (left.Type == PrimitiveType.Never) return right.Type;
        if (right.Type == PrimitiveType.Never) return left.Type;
        if (TryConvert(right, left.Type) is { } converted)
        {
            right = converted;
            return left.Type;
        }
        if (TryConvert(left, right.Type) is { } other)
        {
            left = other;
            return right.Type;
        }
        left = Discard(left);
        right = Discard(right);
        return PrimitiveType.Nothing;
    }

    private CheckedExpression CheckLambda(LambdaExpression syntax, FunctionType? expected)
    {
        CheckedFunction function = new("", _source, _function);
        (CheckedFunction outer, Scope scope, int loops) = Enter(function, new Scope(_scope));
        if (expected is not null && expected.Parameters.Length != syntax.Parameters.Length)
        {
            Complain(syntax.Span, $"this function is called with {Count(expected.Parameters.Length, "value")}, and takes {syntax.Parameters.Length}");
            expected = null;
        }
        for (int i = 0; i < syntax.Parameters.Length; i++) AddParameter(function, syntax.Parameters[i], ParameterType(syntax.Parameters[i], expected?.Parameters[i]));
        bool isResultKnown = expected is not null && !Inference.IsOpen(expected.Result);
        if (isResultKnown) function.Result = expected!.Result;
        CheckedExpression body = Check(syntax.Body, isResultKnown && function.Result != PrimitiveType.Nothing ? function.Result : null);
        Leave(outer, scope, loops);
        return FinishLambda(syntax.Span, function, body, expected);
    }

    private CheckedLambda FinishLambda(TextSpan span, CheckedFunction function, CheckedExpression body, FunctionType? expected)
    {
        if (function.Result is null && expected is not null && !Inference.IsOpen(expected.Result)) function.Result = expected.Result;
        if (function.Result is null)
        {
            body = Keep(body);
            function.Result = body.Type == PrimitiveType.Never ? PrimitiveType.Nothing : body.Type;
        }
        function.Body = function.Result == PrimitiveType.Nothing ? Discard(body) : Convert(body, function.Result);
        ShellType[] parameters = new ShellType[function.Parameters.Count];
        for (int i = 0; i < parameters.Length; i++) parameters[i] = function.Parameters[i].Type;
        return new CheckedLambda(span, new FunctionType(parameters, function.Result), function);
    }

    private ShellType ParameterType(ParameterSyntax syntax, ShellType? expected)
    {
        if (syntax.Standard is not null) Complain(syntax.Standard.Span, "a lambda is always called with all its values");
        if (syntax.Type is not null)
        {
            ShellType type = _types.Read(syntax.Type);
            if (type is StreamType) Complain(syntax.Type.Span, "a parameter may be read more than once: take a list");
            return type;
        }
        if (expected is not null && !Inference.IsOpen(expected)) return expected;
        Complain(syntax.NameSpan, $"what '{syntax.Name}' is cannot be told from here: ({syntax.Name}: int) => …");
        return PrimitiveType.Unknown;
    }

    private static string Count(int count, string what) => count == 1 ? $"one {what}" : $"{count} {what}s";

    private string SimilarVariable(string name)
    {
        SimilarNames similar = new(name);
        for (Scope? scope = _scope; scope is not null; scope = scope.Outer) foreach (string known in scope.Names) similar.Consider(known);
        foreach (string known in _line.Variables.Keys) similar.Consider(known);
        foreach (string known in _names.Variables.Keys) similar.Consider(known);
        return similar.Question;
    }
}
