using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Diesis.Sdk.Generators.Commands;

/// <summary>A method that the shell can call: how the language declares it, what its comment says, and the code that calls it.</summary>
internal sealed record ShellCommand(string Declaration, string Summary, string Parameters, string Example, string Call)
{
    public const string Attribute = "Diesis.Shell.Commands.CommandAttribute";
    private const string Context = "Diesis.Shell.Machine.CommandContext";

    /// <returns>Null for a method with a parameter or result that the language has nothing like, or that generated code cannot call.</returns>
    public static ShellCommand? From(IMethodSymbol method, string name)
    {
        bool isReachable = method is { IsStatic: true, IsGenericMethod: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
            && method.ContainingType is { IsGenericType: false, DeclaredAccessibility: Accessibility.Public or Accessibility.Internal };
        if (!isReachable || ShellValue.Of(method.ReturnType) is not { } result) return null;
        List<string> parameters = [], arguments = [];
        foreach (var parameter in method.Parameters)
        {
            if (arguments.Count == 0 && parameter.Type.ToDisplayString() == Context)
            {
                arguments.Add("context");
                continue;
            }
            if (parameter.RefKind != RefKind.None || ShellValue.Of(parameter.Type) is not { } value || value.From($"a[{parameters.Count}]") is not { } from) return null;
            if (Standard(parameter) is not { } standard) return null;
            arguments.Add(from);
            parameters.Add($"{parameter.Name}: {value.Name}{standard}");
        }
        string declaration = $"{name}({string.Join(", ", parameters)}){(result.Name == "nothing" ? "" : ": " + result.Name)}";
        string target = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        string call = $"{target}.{method.Name}({string.Join(", ", arguments)})";
        var comment = Documentation.Of(method);
        string summary = Documentation.Markdown(comment.Element("summary"));
        string words = string.Join("\n", comment.Elements("param").Select(p => $"{p.Attribute("name")?.Value}: {Documentation.Markdown(p)}"));
        string example = Documentation.OneLine(comment.Element("example")?.Value ?? "");
        return new(declaration, summary, words, example, result.Name == "nothing" ? $"{{ {call}; return default; }}" : result.To(call));
    }

    /// <summary>What a parameter is by itself, as the language writes it: empty if nothing, null if that cannot be written.</summary>
    private static string? Standard(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return "";
        return parameter.ExplicitDefaultValue switch
        {
            long number => $" = {number.ToString(CultureInfo.InvariantCulture)}",
            double number => $" = {number.ToString("0.0###############", CultureInfo.InvariantCulture)}",
            bool truth => truth ? " = true" : " = false",
            string text => " = " + SymbolDisplay.FormatLiteral(text, quote: true),
            _ => null,
        };
    }
}
