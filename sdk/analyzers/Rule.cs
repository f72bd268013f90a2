using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Analyzers;

/// <summary>What the rules have in common: all are errors, and each has a page in <c>docs/diagnostics</c>.</summary>
internal static class Rule
{
    public static DiagnosticDescriptor Error(string id, string category, string title, string message)
        => Make(DiagnosticSeverity.Error, id, category, title, message);

    /// <summary>A rule that needs to have seen all of the code before it can speak.</summary>
    public static DiagnosticDescriptor ErrorAtEnd(string id, string category, string title, string message)
        => Make(DiagnosticSeverity.Error, id, category, title, message, WellKnownDiagnosticTags.CompilationEnd);

    /// <summary>A rule that becomes an error as soon as all code keeps it; until then editors show it.</summary>
    public static DiagnosticDescriptor Announced(string id, string category, string title, string message)
        => Make(DiagnosticSeverity.Error, id, category, title, message);

    private static DiagnosticDescriptor Make(DiagnosticSeverity severity, string id, string category, string title, string message,
        params string[] tags)
        => new(id, title, message, category, severity, isEnabledByDefault: true,
            helpLinkUri: $"docs/diagnostics/{id}.md", customTags: [WellKnownDiagnosticTags.NotConfigurable, .. tags]);
}
