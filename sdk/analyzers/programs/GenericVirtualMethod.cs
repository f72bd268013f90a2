using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Programs;

/// <summary>DS902: a generic method that is chosen at run time. The AOT compiler stops where one is called.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GenericVirtualMethod : ProgramRule
{
    private static readonly DiagnosticDescriptor Ds902 = Rule.Error("DS902", "Programs",
        "Generic virtual method", "'{0}' is generic and chosen at run time, for which the AOT compiler leaves no table: give its type the parameter, or the method another form");

    protected override DiagnosticDescriptor Descriptor => Ds902;

    private protected override void Watch(CompilationStartAnalysisContext context, System.Func<SyntaxTree, bool> isBound)
        => context.RegisterSymbolAction(found =>
        {
            var method = (IMethodSymbol)found.Symbol;
            bool isChosen = !method.IsStatic && (method.IsVirtual || method.IsAbstract || method.IsOverride);
            if (!method.IsGenericMethod || !isChosen || !isBound(method.Locations[0].SourceTree!)) return;
            found.ReportDiagnostic(Diagnostic.Create(Ds902, method.Locations[0], method.Name));
        }, SymbolKind.Method);
}
