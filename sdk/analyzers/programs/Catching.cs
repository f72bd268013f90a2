using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Programs;

/// <summary>DS901: <c>catch</c>. It would compile and never be entered.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Catching : ProgramRule
{
    private static readonly DiagnosticDescriptor Ds901 = Rule.Error("DS901", "Programs",
        "Catching", "Nothing arrives here, because 'throw' ends the process: ask for the error as a value, by a 'Try' method or a result");

    protected override DiagnosticDescriptor Descriptor => Ds901;

    private protected override void Watch(CompilationStartAnalysisContext context, System.Func<SyntaxTree, bool> isBound)
        => context.RegisterOperationAction(found =>
        {
            if (isBound(found.Operation.Syntax.SyntaxTree))
                found.ReportDiagnostic(Diagnostic.Create(Ds901, found.Operation.Syntax.GetLocation()));
        }, OperationKind.CatchClause);
}
