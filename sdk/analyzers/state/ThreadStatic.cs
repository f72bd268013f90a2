using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.State;

/// <summary>DS203: a static per thread, where there are no threads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThreadStatic : SourceRule
{
    private static readonly DiagnosticDescriptor Ds203 = Rule.Error("DS203", "State",
        "Static per thread", "'{0}' would be one per thread, and the kernel has none: what a core owns hangs on 'Machine.CoreLocal'");

    protected override DiagnosticDescriptor Descriptor => Ds203;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterSymbolAction(found =>
        {
            if (!found.Symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "ThreadStaticAttribute")) return;
            if (!layout.IsHeapless(found.Symbol.Locations[0].SourceTree!)) return;
            found.ReportDiagnostic(Diagnostic.Create(Ds203, found.Symbol.Locations[0], found.Symbol.Name));
        }, SymbolKind.Field);
}
