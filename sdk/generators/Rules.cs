using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>What generators say about sources. Each has a page in <c>docs/diagnostics</c>.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor MissingHandler = new("DS701", "System call without a handler",
        "The kernel has no handler for system call {0}, '{1}': it answers NoSuchCall", "SystemCalls", DiagnosticSeverity.Error,
        isEnabledByDefault: true, helpLinkUri: "docs/diagnostics/DS701.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor UnusableDeclaration = new("DS702", "System call that registers cannot carry",
        "System call {0}, '{1}', has a parameter that registers cannot carry, more of them than there are registers, or another's number",
        "SystemCalls", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/diagnostics/DS702.md",
        customTags: WellKnownDiagnosticTags.NotConfigurable);
}
