using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Analyzers;

/// <summary>What the rules have in common: all are errors, and each has a page in <c>docs/diagnostics</c>.</summary>
internal static class Rule
{
    public static DiagnosticDescriptor Error(string id, string category, string title, string message)
        => new(id, title, message, category, DiagnosticSeverity.Error, isEnabledByDefault: true,
            helpLinkUri: $"docs/diagnostics/{id}.md", customTags: WellKnownDiagnosticTags.NotConfigurable);
}
