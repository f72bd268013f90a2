using System;
using System.Collections.Generic;
using Diesis.Shell.Checking;
using Diesis.Shell.Machine;
using Diesis.Shell.Syntax;
using Diesis.Shell.Types;

namespace Diesis.Shell.Editing;

/// <summary>
/// Finds what can be meant by a word that was begun, by checking the line up to there: behind a dot the fields of what stands before it, its units, and commands that take it; behind <c>|</c> commands that take what comes;
/// among arguments the names of parameters; and variables, functions, commands.
/// </summary>
/// <param name="paths">Completes what stands in a text, like the path of a file: is given it as far as it is written, and answers with whole texts.</param>
public sealed class Completer(ShellNames names, Func<string, IEnumerable<string>>? paths = null)
{
    private static readonly string[] Words = ["let", "var", "fn", "if", "else", "while", "for", "in", "return", "break", "continue", "true", "false"];

    public Completion Complete(string text, int place)
    {
        string before = text.Substring(0, place);
        if (TextStart(before) is >= 0 and int textStart) return CompletePath(before, textStart);
        int start = place;
        while (start > 0 && (char.IsAsciiLetterOrDigit(before[start - 1]) || before[start - 1] == '_')) start--;
        string word = before.Substring(start);
        List<string> candidates = [];
        Probe probe = new(place);
        _ = Checker.Check(new SourceText("", before), names, probe);
        int last = start - 1;
        while (last >= 0 && before[last] is ' ' or '\t' or '\n') last--;
        bool isMember = start > 0 && before[start - 1] == '.' && !(start > 1 && before[start - 2] == '.');
        if (ExpectsType(before, start, last)) AddTypes(candidates);
        else if (isMember) AddMembers(candidates, probe.Target ?? NumberBefore(before, start - 1));
        else if (last >= 0 && before[last] == '|' && !(last > 0 && before[last - 1] == '|')) AddCommandsFor(candidates, probe.Piped);
        else if (word != "" || last < 0 || before[last] is '(' or ',' or '=' or '{' or ';' or '+' or '-' or '*' or '/' or '<' or '>' or '&' or '!' or '[' or ':') AddNames(candidates, probe);
        return new Completion(start, Matching(candidates, word));
    }

    /// <summary>Behind a colon in what declares a variable or function a type stands; elsewhere one of a field or parameter is followed by its value.</summary>
    private static bool ExpectsType(string before, int start, int last)
    {
        if (last < 0 || before[last] is not (':' or '<')) return false;
        int line = before.AsSpan(0, start).LastIndexOfAny("\n;") + 1;
        ReadOnlySpan<char> statement = before.AsSpan(line, start - line).TrimStart();
        bool declares = statement.StartsWith("let ") || statement.StartsWith("var ") || statement.StartsWith("fn ");
        // Behind what it is given, or worth, there are calls and records.
        int given = statement.IndexOf('=');
        return declares && (given < 0 || statement.StartsWith("fn ") && statement.IndexOf(')') < 0);
    }

    private void AddTypes(List<string> candidates)
    {
        foreach (PrimitiveType type in PrimitiveType.All) candidates.Add(type.Name);
        foreach (string record in names.Commands.Records.Keys) candidates.Add(record);
        foreach (string begun in (ReadOnlySpan<string>)["list<", "stream<", "fn("]) candidates.Add(begun);
    }

    /// <summary>Where the text begins that is open at the end of the line; -1 if none is.</summary>
    private static int TextStart(string before)
    {
        List<Token> tokens = Lexer.Read(before).Tokens;
        if (tokens.Count < 2) return -1;
        Token last = tokens[^2];
        bool isOpen = last.Kind == TokenKind.Text && (last.Span.Length == 1 || before[last.Span.End - 1] != '"') && last.Span.End == before.Length;
        return isOpen ? last.Span.Start + 1 : -1;
    }

    private Completion CompletePath(string before, int start)
    {
        string part = before.Substring(start);
        List<string> candidates = paths is null ? [] : [.. paths(part)];
        return new Completion(start, Matching(candidates, part));
    }

    /// <summary>Of a number, no place of the tree is told: it and its unit are one.</summary>
    private static ShellType? NumberBefore(string before, int dot)
    {
        int start = dot;
        while (start > 0 && (char.IsAsciiDigit(before[start - 1]) || before[start - 1] is '_' or '.')) start--;
        return start < dot && char.IsAsciiDigit(before[start]) ? PrimitiveType.Int : null;
    }

    private void AddMembers(List<string> candidates, ShellType? target)
    {
        if (target is null || target == PrimitiveType.Unknown) return;
        if (target is RecordType record) foreach (RecordField field in record.Fields) candidates.Add(field.Name);
        if (target == PrimitiveType.Int || target == PrimitiveType.Double) foreach (Unit unit in Units.All) candidates.Add(unit.Name);
        AddCommandsFor(candidates, target);
    }

    private void AddCommandsFor(List<string> candidates, ShellType? given)
    {
        foreach ((string name, List<Command> overloads) in names.Commands.Commands)
            foreach (Command command in overloads) if (Takes(command.Signature, given)) candidates.Add(Call(command.Signature, name, isPiped: true));
        foreach ((string name, ShellFunction function) in names.Functions) if (Takes(function.Signature, given)) candidates.Add(Call(function.Signature, name, isPiped: true));
    }

    /// <summary>With the parenthesis that follows, and the one that closes if nothing is wanted in between.</summary>
    private static string Call(Signature signature, string name, bool isPiped) => signature.Parameters.Length <= (isPiped ? 1 : 0) ? name + "()" : name + "(";

    private static bool Takes(Signature signature, ShellType? given)
    {
        if (signature.Parameters.Length == 0) return false;
        if (given is null || given == PrimitiveType.Unknown) return true;
        return Fits(signature.Parameters[0].Type, given);
    }

    private static bool Fits(ShellType declared, ShellType given)
    {
        if (declared is TypeParameter parameter)
        {
            bool isNumber = given == PrimitiveType.Int || given == PrimitiveType.Double || given == PrimitiveType.Size || given == PrimitiveType.Duration;
            return parameter.Constraint switch
            {
                TypeConstraint.Ordered => given.IsOrdered,
                TypeConstraint.Number => isNumber,
                _ => true,
            };
        }
        if (Inference.ItemOf(declared) is { } item) return Inference.ItemOf(given) is { } other && Fits(item, other);
        return ShellType.IsSame(declared, given) || declared == PrimitiveType.Double && given == PrimitiveType.Int;
    }

    private void AddNames(List<string> candidates, Probe probe)
    {
        if (probe.Called is { Parameters: [{ Type: PrimitiveType wanted }, ..] } && wanted == PrimitiveType.Command)
        {
            // Of a command only the name is asked for here.
            candidates.AddRange(names.Commands.Commands.Keys);
            candidates.AddRange(names.Commands.Records.Keys);
            candidates.AddRange(names.Functions.Keys);
            return;
        }
        if (probe.Called is { } called) foreach (Parameter parameter in called.Parameters) candidates.Add(parameter.Name + ": ");
        foreach (Variable variable in probe.Variables) candidates.Add(variable.Name);
        foreach ((string name, ShellFunction function) in names.Functions) candidates.Add(Call(function.Signature, name, isPiped: false));
        foreach ((string name, List<Command> overloads) in names.Commands.Commands)
            foreach (Command command in overloads) candidates.Add(Call(command.Signature, name, isPiped: false));
        candidates.AddRange(Words);
    }

    private static List<string> Matching(List<string> candidates, string word)
    {
        List<string> matching = [];
        foreach (string candidate in candidates) if (candidate.StartsWith(word, StringComparison.Ordinal) && !matching.Contains(candidate)) matching.Add(candidate);
        // Of overloads with and without arguments, the one that leaves both open.
        matching.RemoveAll(candidate => candidate.EndsWith("()", StringComparison.Ordinal) && matching.Contains(candidate.Substring(0, candidate.Length - 1)));
        matching.Sort(string.CompareOrdinal);
        return matching;
    }
}
