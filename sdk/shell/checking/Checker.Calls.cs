using System.Collections.Generic;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

public sealed partial class Checker
{
    /// <summary>An argument: as it was written, or one that was checked already.</summary>
    private readonly struct Given
    {
        public Given(CheckedExpression value)
        {
            Checked = value;
            Span = value.Span;
        }

        public Given(Argument argument)
        {
            Syntax = argument.Value;
            Name = argument.Name;
            NameSpan = argument.NameSpan;
            Span = argument.Value.Span;
        }

        private Given(in Given other, CheckedExpression value)
        {
            this = other;
            Syntax = null;
            Checked = value;
        }

        /// <summary>The same argument, which was checked meanwhile.</summary>
        public Given As(CheckedExpression value) => new(in this, value);

        public Expression? Syntax { get; }
        public CheckedExpression? Checked { get; }
        public string? Name { get; }
        public TextSpan NameSpan { get; }
        public TextSpan Span { get; }
        public bool IsLambda => Syntax is LambdaExpression or NameExpression;
    }

    private CheckedExpression CheckCall(CallExpression call, ShellType? expected)
    {
        Given[] arguments = new Given[call.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i] = new Given(call.Arguments[i]);
        if (call.IsPiped && arguments[0].Syntax is { } left)
        {
            // First, so that what it is is known where the rest is checked, and in the order of running.
            arguments[0] = new Given(Check(left));
            TellPiped(call.Callee.Span, arguments[0].Checked!.Type);
        }
        if (call.Callee is NameExpression name) return CheckNamedCall(call, name, arguments, expected);
        if (call.Callee is MemberExpression member && !(member.Target is IntegerLiteral or RealLiteral && Units.TryFind(member.Name, out _)))
            return CheckMemberCall(call, member, arguments, expected);
        return CheckClosureCall(call, Check(call.Callee), arguments);
    }

    /// <summary><c>a.f(b)</c>: a field that is a function, or else <c>f(a, b)</c>.</summary>
    private CheckedExpression CheckMemberCall(CallExpression call, MemberExpression member, Given[] arguments, ShellType? expected)
    {
        CheckedExpression target = Check(member.Target);
        TellTarget(member.NameSpan, target.Type);
        if (target.Type is RecordType record && record.IndexOf(member.Name) is >= 0 and int index && record.Fields[index].Type is FunctionType)
            return CheckClosureCall(call, new CheckedField(member.Span, record.Fields[index].Type, target, index), arguments);
        return CheckNamedCall(call, new NameExpression(member.NameSpan, member.Name), [new Given(target), .. arguments], expected);
    }

    private CheckedExpression CheckNamedCall(CallExpression? call, NameExpression name, Given[] arguments, ShellType? expected)
    {
        TellNames(name.Span);
        TextSpan span = call?.Span ?? name.Span;
        if (FindVariable(name.Name) is { } variable) return CheckClosureCall(call!, new CheckedVariable(name.Span, _function.Capture(variable)), arguments);
        if (FindFunction(name.Name) is { } function)
        {
            if (call is not null) TellCall(call, function.Signature);
            CheckedExpression[] checkedArguments = CheckArguments(span, function.Signature, arguments, expected, out _);
            return IsCallable(function, name.Span) ? new CheckedFunctionCall(span, function, checkedArguments) : new CheckedMistake(span);
        }
        if (!_names.Commands.Commands.TryGetValue(name.Name, out List<Command>? commands)) return CheckUnknownCall(name, arguments);
        Command command = Choose(commands, arguments);
        if (call is not null) TellCall(call, command.Signature);
        CheckedExpression[] values = CheckArguments(span, command.Signature, arguments, expected, out Inference inference);
        ShellType result = inference.Apply(command.Signature.Result);
        return new CheckedCommandCall(span, result, new CallSite(command, inference.Found), values);
    }

    private bool IsCallable(ShellFunction function, TextSpan span)
    {
        if (function.Signature.Result != PrimitiveType.Unknown) return true;
        string name = function.Signature.Name;
        Complain(span, $"what '{name}' returns is not known here yet: say it where it is declared, fn {name}(…): int");
        return false;
    }

    private CheckedMistake CheckUnknownCall(NameExpression name, Given[] arguments)
    {
        foreach (Given argument in arguments) if (argument.Syntax is not (null or LambdaExpression)) Check(argument.Syntax);
        if (name.Name == "") return Mistake(name.Span, "the name of a function is missing");
        SimilarNames similar = new(name.Name);
        foreach (string known in _names.Commands.Commands.Keys) similar.Consider(known);
        foreach (string known in _names.Functions.Keys) similar.Consider(known);
        foreach (string known in _line.Functions.Keys) similar.Consider(known);
        return Mistake(name.Span, $"there is no command '{name.Name}'{similar.Question}");
    }

    /// <summary>Of commands with the same name, the first that takes as many arguments of these names; if several do, of these types.</summary>
    private Command Choose(List<Command> commands, Given[] arguments)
    {
        if (commands.Count == 1) return commands[0];
        List<Command> fitting = commands.FindAll(command => Fits(command.Signature, arguments));
        if (fitting.Count <= 1) return fitting.Count == 1 ? fitting[0] : commands[^1];
        for (int i = 0; i < arguments.Length; i++)
            if (arguments[i].Syntax is { } syntax and not (LambdaExpression or NameExpression or ListExpression { Items.Length: 0 })) arguments[i] = arguments[i].As(Check(syntax));
            else if (arguments[i].Syntax is NameExpression name && FindVariable(name.Name) is not null) arguments[i] = arguments[i].As(Check(name));
        foreach (Command command in fitting) if (AreTaken(command.Signature, arguments)) return command;
        return fitting[0];
    }

    private static bool AreTaken(Signature signature, Given[] arguments)
    {
        for (int i = 0; i < arguments.Length; i++)
        {
            int index = arguments[i].Name is { } name ? signature.IndexOf(name) : i;
            if (arguments[i].Checked is { } value && !Inference.IsOpen(signature.Parameters[index].Type) && TryConvert(value, signature.Parameters[index].Type) is null) return false;
        }
        return true;
    }

    private static bool Fits(Signature signature, Given[] arguments)
    {
        if (arguments.Length < signature.Required || arguments.Length > signature.Parameters.Length) return false;
        foreach (Given argument in arguments) if (argument.Name is not null && signature.IndexOf(argument.Name) < 0) return false;
        for (int i = 0; i < arguments.Length; i++)
        {
            // A lambda is only good for a function: that tells 'sum()' of numbers from 'sum(f => …)'.
            if (arguments[i].Syntax is LambdaExpression && arguments[i].Name is null && signature.Parameters[i].Type is not FunctionType) return false;
        }
        return true;
    }

    private CheckedExpression[] CheckArguments(TextSpan span, Signature signature, Given[] arguments, ShellType? expected, out Inference inference)
    {
        inference = new Inference(signature.TypeParameters.Length);
        Given?[] places = Place(span, signature, arguments);
        CheckedExpression[] values = new CheckedExpression[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            Parameter parameter = signature.Parameters[i];
            if (places[i] is not { } given)
            {
                values[i] = parameter.Standard is { } standard ? new CheckedConstant(span, parameter.Type, standard) : new CheckedMistake(span);
                continue;
            }
            ShellType wanted = inference.Apply(parameter.Type);
            values[i] = given.Checked ?? Check(given.Syntax!, wanted is FunctionType || !Inference.IsOpen(wanted) ? wanted : null);
            if (values[i].Type == PrimitiveType.Nothing) values[i] = Mistake(given.Span, "this has no value that could be handed over");
            inference.Learn(parameter.Type, values[i].Type);
        }
        bool isComplete = true;
        for (int i = 0; i < places.Length; i++) isComplete &= !IsUnknown(values[i].Type);
        if (isComplete) CheckInferred(span, signature, inference);
        for (int i = 0; i < places.Length; i++) if (places[i] is not null) values[i] = ConvertArgument(values[i], inference.Apply(signature.Parameters[i].Type), signature, i);
        return values;
    }

    private CheckedExpression ConvertArgument(CheckedExpression value, ShellType wanted, Signature signature, int index)
    {
        if (TryConvert(value, wanted) is { } converted) return converted;
        if (wanted == PrimitiveType.Command) return Mistake(value.Span, $"this is {Article(value.Type)}, and '{signature.Name}' wants a name: {signature.Name}(take)");
        if (Inference.IsOpen(wanted) && wanted is not FunctionType && Inference.ItemOf(wanted) is not null && Inference.ItemOf(value.Type) is null)
            return Mistake(value.Span, $"'{signature.Name}' works on a list or stream, and this is {Article(value.Type)}");
        if (wanted is FunctionType && value.Type is not FunctionType)
            return Mistake(value.Span, $"'{signature.Name}' needs a function for '{signature.Parameters[index].Name}', like x => …, and this is {Article(value.Type)}");
        return Convert(value, wanted);
    }

    /// <summary>Every type parameter has to have been told by an argument, and to be able to do what the command does with it.</summary>
    private void CheckInferred(TextSpan span, Signature signature, Inference inference)
    {
        ShellType[] found = inference.Found;
        for (int i = 0; i < found.Length; i++)
        {
            TypeParameter parameter = signature.TypeParameters[i];
            ShellType type = found[i];
            if (type == PrimitiveType.Unknown) continue;
            bool isNumber = type == PrimitiveType.Int || type == PrimitiveType.Double || type == PrimitiveType.Size || type == PrimitiveType.Duration;
            if (parameter.Constraint == TypeConstraint.Ordered && !type.IsOrdered && type != PrimitiveType.Bool)
                Complain(span, $"'{signature.Name}' puts values in order, and there is none for values of type {type}{KeyAdvice(signature, type)}");
            if (parameter.Constraint == TypeConstraint.Number && !isNumber)
                Complain(span, $"'{signature.Name}' adds numbers, sizes or durations, and these are of type {type}{KeyAdvice(signature, type)}");
        }
    }

    private static string KeyAdvice(Signature signature, ShellType type)
        => type is RecordType { Fields.Length: > 0 } record ? $": say which field, {signature.Name}(x => x.{record.Fields[0].Name})" : "";

    /// <summary>Which argument is for which parameter.</summary>
    private Given?[] Place(TextSpan span, Signature signature, Given[] arguments)
    {
        Given?[] places = new Given?[signature.Parameters.Length];
        int next = 0;
        bool isTooMany = false;
        foreach (Given argument in arguments)
        {
            int index = argument.Name is null ? next++ : signature.IndexOf(argument.Name);
            if (argument.Name is not null && index < 0)
            {
                SimilarNames similar = new(argument.Name);
                foreach (Parameter parameter in signature.Parameters) similar.Consider(parameter.Name);
                Complain(argument.NameSpan, $"'{signature.Name}' has no parameter '{argument.Name}'{similar.Question}");
            }
            else if (index >= places.Length)
            {
                if (!isTooMany) Complain(argument.Span, $"'{signature.Name}' takes {Count(places.Length, "argument")}: {signature}");
                isTooMany = true;
            }
            else if (places[index] is not null) Complain(argument.Span, $"'{signature.Parameters[index].Name}' is given twice");
            else places[index] = argument;
        }
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] is not null || signature.Parameters[i].Standard is not null) continue;
            Complain(new TextSpan(span.End - 1, span.End), $"'{signature.Parameters[i].Name}' is missing: {signature}");
            break;
        }
        return places;
    }

    private CheckedExpression CheckClosureCall(CallExpression call, CheckedExpression callee, Given[] arguments)
    {
        if (callee.Type is not FunctionType function)
        {
            return IsUnknown(callee.Type) ? new CheckedMistake(call.Span)
                : Mistake(callee.Span, $"this is {Article(callee.Type)}, and no function that could be called");
        }
        if (arguments.Length != function.Parameters.Length)
            return Mistake(call.Span, $"this function takes {Count(function.Parameters.Length, "argument")}: {function}");
        CheckedExpression[] values = new CheckedExpression[arguments.Length];
        for (int i = 0; i < values.Length; i++)
        {
            if (arguments[i].Name is not null) Complain(arguments[i].NameSpan, "only commands and declared functions have names for their parameters");
            values[i] = Convert(arguments[i].Checked ?? Check(arguments[i].Syntax!, function.Parameters[i]), function.Parameters[i]);
        }
        return new CheckedClosureCall(call.Span, function.Result, callee, values);
    }
}
