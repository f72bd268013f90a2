using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Boundaries;

/// <summary>DS303: a type of one architecture, named where code is for all of them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArchitectureName : NamedTypeRule
{
    private static readonly DiagnosticDescriptor Ds303 = Rule.Error("DS303", "Boundaries",
        "Architecture outside its folder", "'{0}' belongs to one architecture: ask 'Machine', and let its contract say what differs");

    private static readonly string[] Bound = ["boot/", "kernel/", "corelib/", "tests/framework/", "tests/guest/", "tests/bench/", "tests/behaviour/"];

    /// <summary>Folders of one architecture each.</summary>
    private static readonly string[] OfOneArchitecture = ["boot/uefi/x86_64/", "boot/uefi/aarch64/", "tests/guest/x86_64/", "tests/guest/aarch64/"];

    protected override DiagnosticDescriptor Descriptor => Ds303;

    private protected override bool IsBound(SourceLayout layout, SyntaxTree tree) => layout.IsIn(tree, Bound) && !layout.IsIn(tree, OfOneArchitecture) && !layout.IsTest(tree);

    private protected override bool IsForbidden(INamedTypeSymbol type)
        => NamespaceOf(type) is "Diesis.Machines.X86_64" or "Diesis.Machines.AArch64" or "Diesis.Machines.Simulated";
}
