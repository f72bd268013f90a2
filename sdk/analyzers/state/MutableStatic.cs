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
            var type = (INamedTypeSymbol)found.Symbol;
            foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(IsMutableStatic))
            {
                // The field behind a property or an event has no place in the source.
                var declared = field.AssociatedSymbol ?? field;
                if (layout.IsHeapless(declared.Locations[0].SourceTree!))
                    found.ReportDiagnostic(Diagnostic.Create(Ds201, declared.Locations[0], declared.Name));
            }
        }, SymbolKind.NamedType);

    private static bool IsMutableStatic(IFieldSymbol field)
        => field is { IsStatic: true, IsConst: false, IsReadOnly: false }
            && !field.GetAttributes().Any(a => a.AttributeClass?.Name == "WrittenByLoaderAttribute");
}
