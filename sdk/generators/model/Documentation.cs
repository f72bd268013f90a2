using System;
using System.Linq;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>
/// The documentation comment of a declaration, read from the source: the compiler itself parses it only for builds that write it
/// out.
/// </summary>
internal static class Documentation
{
    private const string Mark = "///", StatusPrefix = "Status.";

    /// <summary>The comment as an element; empty where there is none.</summary>
    public static XElement Of(ISymbol symbol)
    {
        var syntax = symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        var lines = (syntax?.GetLeadingTrivia().ToFullString() ?? "").Split('\n').Select(line => line.Trim())
            .Where(line => line.StartsWith(Mark, StringComparison.Ordinal)).Select(line => line.Substring(Mark.Length).Trim());
        return XElement.Parse($"<doc>{string.Join("\n", lines)}</doc>", LoadOptions.PreserveWhitespace);
    }

    /// <summary>A part of it as Markdown on one line.</summary>
    public static string Markdown(XElement? part) => part is null ? "" : OneLine(string.Concat(part.Nodes().Select(Markdown)));

    public static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => $"`{Target(see)}`",
        XElement { Name.LocalName: "paramref" } reference => $"`{reference.Attribute("name")?.Value}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => string.Concat(other.Nodes().Select(Markdown)),
        _ => "",
    };

    /// <summary>The status that a reference is to, or null.</summary>
    public static string? Status(XNode node)
        => node is XElement { Name.LocalName: "see" } see && see.Attribute("cref")?.Value is { } target
            && target.StartsWith(StatusPrefix, StringComparison.Ordinal) ? Target(see) : null;

    public static string OneLine(string text)
        => string.Join(" ", text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Target(XElement see)
    {
        var target = see.Attribute("cref")?.Value ?? "";
        return target.StartsWith(StatusPrefix, StringComparison.Ordinal) ? target.Substring(StatusPrefix.Length) : target;
    }
}
