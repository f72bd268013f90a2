using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Generics;

/// <summary>DS601: a generic parameter bound to a contract of static members, but not to structs: its calls would go through a dictionary.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ContractWithoutStruct : SourceRule
{
    private static readonly DiagnosticDescriptor Ds601 = Rule.Error("DS601", "Generics",
        "Static contract without 'struct'", "'{0}' is bound to '{1}', which has static members: add 'struct', so that each call is direct");

    /// <summary>Not the core library: its contracts are .NET's.</summary>
    private static readonly string[] Bound = ["boot/", "kernel/", "machine/", "sdk/abi/", "sdk/library/", "servers/",
        "tests/framework/", "tests/guest/", "tests/bench/", "tests/user/"];

    protected override DiagnosticDescriptor Descriptor => Ds601;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterSymbolAction(found =>
        {
            var parameters = found.Symbol switch
            {
                INamedTypeSymbol type => type.TypeParameters,
                IMethodSymbol method => method.TypeParameters,
                _ => [],
            };
            foreach (var parameter in parameters.Where(p => !p.HasValueTypeConstraint && !p.HasUnmanagedTypeConstraint))
            {
                if (!layout.IsIn(parameter.Locations[0].SourceTree!, Bound)) continue;
                var contract = parameter.ConstraintTypes.OfType<INamedTypeSymbol>().FirstOrDefault(HasStaticMembers);
                if (contract != null) found.ReportDiagnostic(Diagnostic.Create(Ds601, parameter.Locations[0], parameter.Name, contract.Name));
            }
        }, SymbolKind.NamedType, SymbolKind.Method);

    private static bool HasStaticMembers(INamedTypeSymbol type)
        => type.TypeKind == TypeKind.Interface
            && type.AllInterfaces.Add(type).Any(i => i.GetMembers().Any(m => m is { IsStatic: true, IsAbstract: true }));
}
