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

    public static readonly DiagnosticDescriptor NotAContract = Contract("DS801", "Not what a contract consists of",
        "'{0}' cannot be part of a contract: it is an interface 'IName' in a namespace that stands for itself, of methods with different names, not generic");

    public static readonly DiagnosticDescriptor ReturnWithoutFailure = Contract("DS802", "Contract method that cannot fail",
        "'{0}' has to return a Status, or a Result: the other side can be gone at any call");

    public static readonly DiagnosticDescriptor UncarriableType = Contract("DS803", "Type that cannot cross between processes",
        "'{0}' cannot cross between processes: numbers, enumerations, records of these without gaps, spans of them, text and handles can");

    public static readonly DiagnosticDescriptor TooMuchForMessage = Contract("DS804", "More than a message carries",
        "'{0}' has more than six words, three handles or 16 KiB of buffer in one direction: lend memory");

    public static readonly DiagnosticDescriptor UnboundedLength = Contract("DS805", "Length without a bound",
        "'{0}' needs a [MaxLength]: what comes from another process has a bound");

    public static readonly DiagnosticDescriptor UnclearOwnership = Contract("DS806", "Handle of unclear ownership",
        "'{0}' needs one of [Moved], [Cloned] and [Lent]; what comes back is always [Moved]");

    public static readonly DiagnosticDescriptor NotForLater = Contract("DS807", "Parameter that does not outlast the call",
        "'{0}' cannot be a parameter of a method that is answered later (spans, places for results), or a token one of a method that is not");

    public static readonly DiagnosticDescriptor MovedTwice = Contract("DS808", "Handle that would be moved twice",
        "'{0}' is moved by a method that is [Idempotent]: when the call is made again there is no handle any more");

    public static readonly DiagnosticDescriptor UncallableCommand = new("DS851", "Command that the shell cannot call",
        "The shell cannot call or show '{0}': it needs a static method or a type of numbers, texts, times, sizes, records and arrays", "Shell",
        DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: "docs/diagnostics/DS851.md", customTags: WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Contract(string id, string title, string message) => new(id, title, message, "Contracts",
        DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md", customTags: WellKnownDiagnosticTags.NotConfigurable);
}
