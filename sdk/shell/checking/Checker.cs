using System.Collections.Generic;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Checking;

/// <summary>
/// Finds the type of everything in a line or script, before any of it runs. Types are found from the outside in and from left to right: what stands left of <c>|</c> says what the parameter
/// of a lambda right of it is. A sequence becomes a list wherever it is kept.
/// </summary>
/// <remarks>
/// Invariants: an expression whose type is, or contains, <see cref="PrimitiveType.Unknown"/> exists only where a problem has been said; so in a line without problems each place has values of
/// its type only, on which the machine relies.
/// </remarks>
public sealed partial class Checker
{
    private readonly ShellNames _names;
    private readonly SourceText _source;
    private readonly List<Problem> _problems;
    private readonly TypeReader _types;
    private readonly CheckedLine _line;
    private CheckedFunction _function;
    private Scope _scope = new(null);
    private int _loops;

    private Checker(ShellNames names, SourceText source, List<Problem> problems, Probe? probe)
    {
        _names = names;
        _source = source;
        _problems = problems;
        _types = new TypeReader(names.Commands.Records, problems);
        _function = new CheckedFunction(source.Name, source, null) { Result = PrimitiveType.Nothing };
        _line = new CheckedLine(_function, problems);
        _probe = probe;
    }

    /// <summary>Reads and checks a line. Nothing of <paramref name="names"/> is changed: <see cref="CheckedLine.Commit"/> does that.</summary>
    /// <param name="probe">Is told what is known at one place, for completion.</param>
    public static CheckedLine Check(SourceText source, ShellNames names, Probe? probe = null)
    {
        if (source.Text.Length > SourceText.MostCharacters)
        {
            Problem tooLong = new(new TextSpan(0, 0), $"this is longer than {SourceText.MostCharacters / 1024} KiB");
            return new CheckedLine(new CheckedFunction("", source, null), [tooLong]);
        }
        Parser parser = Parser.Read(source.Text);
        Checker checker = new(names, source, parser.Problems, probe);
        checker._line.IsIncomplete = parser.IsIncomplete;
        checker.CheckLine(parser.Statements);
        return checker._line;
    }

    private void CheckLine(List<Statement> statements)
    {
        foreach (Statement statement in statements) if (statement is FunctionStatement function) Announce(function);
        List<CheckedStatement> code = [];
        foreach (Statement statement in statements)
        {
            if (statement is FunctionStatement function) CheckFunction(function);
            else if (CheckStatement(statement, isOutermost: true) is { } done) code.Add(done);
        }
        _line.Main.Body = new CheckedBlock(new TextSpan(0, _source.Text.Length), code, null, PrimitiveType.Nothing);
    }

    /// <summary>So that functions can call ones that stand further down.</summary>
    private void Announce(FunctionStatement statement)
    {
        if (statement.Name == "") return;
        if (_line.Functions.ContainsKey(statement.Name))
        {
            Complain(statement.NameSpan, $"there are two functions '{statement.Name}' here");
            return;
        }
        Parameter[] parameters = _types.ReadParameters(_source.Text, statement.Parameters);
        foreach (Parameter parameter in parameters) CheckNoFunctionStream(statement, parameter);
        ShellType result = statement.Result is null ? PrimitiveType.Unknown : _types.Read(statement.Result);
        Signature signature = new(statement.Name, [], parameters, result, new CommandDoc(statement.Summary));
        _line.Functions[statement.Name] = new ShellFunction(signature, _names.Codes.Count + _line.Functions.Count);
    }

    private void CheckNoFunctionStream(FunctionStatement statement, Parameter parameter)
    {
        foreach (ParameterSyntax syntax in statement.Parameters)
            if (syntax.Name == parameter.Name && parameter.Type is StreamType) Complain(syntax.NameSpan, "a parameter may be read more than once: take a list");
    }

    private void CheckFunction(FunctionStatement statement)
    {
        if (!_line.Functions.TryGetValue(statement.Name, out ShellFunction? function)) return;
        if (_line.Bodies.ContainsKey(function.Number)) return;
        CheckedFunction code = new(statement.Name, _source, null) { Result = statement.Result is null ? null : function.Signature.Result };
        (CheckedFunction outer, Scope scope, int loops) = Enter(code, new Scope(null));
        for (int i = 0; i < function.Signature.Parameters.Length; i++) AddParameter(code, statement.Parameters[i], function.Signature.Parameters[i].Type);
        CheckBody(code, statement.Body);
        Leave(outer, scope, loops);
        function.Signature.Result = code.Result!;
        _line.Bodies[function.Number] = code;
    }

    private (CheckedFunction Outer, Scope Scope, int Loops) Enter(CheckedFunction function, Scope scope)
    {
        var before = (_function, _scope, _loops);
        _function = function;
        _scope = scope;
        _loops = 0;
        return before;
    }

    private void Leave(CheckedFunction outer, Scope scope, int loops)
    {
        _function = outer;
        _scope = scope;
        _loops = loops;
    }

    private void AddParameter(CheckedFunction function, ParameterSyntax syntax, ShellType type)
    {
        if (_scope.Has(syntax.Name)) Complain(syntax.NameSpan, $"there are two parameters '{syntax.Name}'");
        Variable variable = new(syntax.Name, type, isMutable: false, -1, function);
        function.Parameters.Add(variable);
        _scope.Add(variable);
    }

    /// <summary>Checks what a function does; if its result was not said, it is what the body is worth or returns.</summary>
    private void CheckBody(CheckedFunction function, Expression syntax)
    {
        CheckedExpression body = Check(syntax, function.Result == PrimitiveType.Nothing ? null : function.Result);
        if (function.Result is null)
        {
            body = NotTooDeep(body.Span, Keep(body));
            function.Result = body.Type == PrimitiveType.Never ? PrimitiveType.Nothing : body.Type;
        }
        function.Body = function.Result == PrimitiveType.Nothing ? Discard(body) : Convert(body, function.Result);
    }

    private Variable? FindVariable(string name)
    {
        if (_scope.Find(name) is { } local) return local;
        if (_line.Variables.TryGetValue(name, out Variable? declared)) return declared;
        return _names.Variables.TryGetValue(name, out Variable? known) ? known : null;
    }

    private ShellFunction? FindFunction(string name)
        => _line.Functions.TryGetValue(name, out ShellFunction? function) || _names.Functions.TryGetValue(name, out function) ? function : null;

    private void Complain(TextSpan span, string message)
    {
        if (_problems.Count < Problem.Most) _problems.Add(new Problem(span, message));
    }

    private CheckedMistake Mistake(TextSpan span, string message)
    {
        Complain(span, message);
        return new CheckedMistake(span);
    }
}
