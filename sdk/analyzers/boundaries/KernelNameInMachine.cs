using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Boundaries;

/// <summary>
/// DS302: code of a machine that names the kernel above it. It may name the ways in, the layout of the kernel's half, and the
/// data that is handed over: what a fault was, and what the firmware says the machine consists of.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KernelNameInMachine : NamedTypeRule
{
    private static readonly DiagnosticDescriptor Ds302 = Rule.Announced("DS302", "Boundaries",
        "The machine names the kernel", "The kernel stands on the machine, not beside it: '{0}' is not among what 'machine/' may name; call 'Entry'");

    protected override DiagnosticDescriptor Descriptor => Ds302;

    private protected override bool IsBound(SourceLayout layout, SyntaxTree tree)
        => layout.IsIn(tree, SourceLayout.Machine) && !layout.IsIn(tree, SourceLayout.SimulatedMachine) && !layout.IsTest(tree);

    private protected override bool IsForbidden(INamedTypeSymbol type) => NamespaceOf(type) switch
    {
        "Diesis.Kernel" => type.Name is not ("Entry" or "KernelBoot" or "KernelLayout"),
        "Diesis.Kernel.Firmware" => false,
        "Diesis.Kernel.Debugging" => type.Name != "Panic" && !type.Name.StartsWith("Fault", StringComparison.Ordinal),
        var other => other.StartsWith("Diesis.Kernel.", StringComparison.Ordinal),
    };
}
