using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.State;

/// <summary>DS201: a static field that can be written. Every word of the kernel belongs to one core, which a static does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MutableStatic : SourceRule
{
    private static readonly DiagnosticDescriptor Ds201 = Rule.Error("DS201", "State",
        "Mutable static", "'{0}' is state that belongs to no core: make it a field of what the core's CPU driver owns");

    protected override DiagnosticDescriptor Descriptor => Ds201;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterSymbolAction(found =>
        {
            var field = (IFieldSymbol)found.Symbol;
            if (!field.IsStatic || field.IsConst || field.IsReadOnly) return;
            var reported = field.AssociatedSymbol ?? field;
            if (!layout.IsHeapless(reported.Locations[0].SourceTree!)) return;
            if (reported.GetAttributes().Any(a => a.AttributeClass?.Name == "WrittenByLoaderAttribute")) return;
            found.ReportDiagnostic(Diagnostic.Create(Ds201, reported.Locations[0], reported.Name));
        }, SymbolKind.Field);
}
