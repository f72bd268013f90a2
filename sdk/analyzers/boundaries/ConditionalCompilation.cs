using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Boundaries;

/// <summary>DS301: <c>#if</c> where one program should be read, not two.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConditionalCompilation : SourceRule
{
    private static readonly DiagnosticDescriptor Ds301 = Rule.Error("DS301", "Boundaries",
        "Conditional compilation", "'#if' hides half of this file from every build: ask a property of 'Machine', or add a file to one target");

    private static readonly string[] Bound = ["boot/", "kernel/", "sdk/", "servers/", "tests/", "targets/"];

    protected override DiagnosticDescriptor Descriptor => Ds301;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterSyntaxTreeAction(found =>
        {
            if (!layout.IsIn(found.Tree, Bound)) return;
            var directives = found.Tree.GetRoot(found.CancellationToken).DescendantTrivia().Where(t => t.IsKind(SyntaxKind.IfDirectiveTrivia));
            foreach (var directive in directives) found.ReportDiagnostic(Diagnostic.Create(Ds301, directive.GetLocation()));
        });
}
