using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Bounds;

/// <summary>DS501: a method of the kernel that calls itself, or comes back to itself through others.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Recursion : SourceRule
{
    private static readonly DiagnosticDescriptor Ds501 = Rule.ErrorAtEnd("DS501", "Bounds",
        "Recursion", "'{0}' calls itself{1}: how deep the kernel's stack gets must be seen from the code; use a loop");

    /// <summary>Where a way back to the kernel may lead through; the core library calls nobody back.</summary>
    private static readonly string[] Followed = ["boot/", "kernel/", "machine/"];

    protected override DiagnosticDescriptor Descriptor => Ds501;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
    {
        var calls = new CallGraph();
        context.RegisterOperationAction(found =>
        {
            if (layout.IsIn(found.Operation.Syntax.SyntaxTree, Followed)) calls.Add(found.Operation, found.ContainingSymbol);
        }, CallGraph.Calls);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (var circle in calls.Circles())
            {
                foreach (var method in circle.Where(IsOfKernel))
                    end.ReportDiagnostic(Diagnostic.Create(Ds501, method.Locations[0], CallGraph.NameOf(method), Through(method, circle)));
            }
        });

        bool IsOfKernel(IMethodSymbol method)
            => method.Locations[0].SourceTree is { } tree && layout.IsIn(tree, SourceLayout.Kernel) && !layout.IsTest(tree);
    }

    private static string Through(IMethodSymbol method, IEnumerable<IMethodSymbol> circle)
    {
        var others = circle.Where(other => !SymbolEqualityComparer.Default.Equals(other, method))
            .Select(other => $"'{CallGraph.NameOf(other)}'").OrderBy(name => name, StringComparer.Ordinal).ToArray();
        return others.Length == 0 ? "" : $" through {string.Join(", ", others)}";
    }
}
