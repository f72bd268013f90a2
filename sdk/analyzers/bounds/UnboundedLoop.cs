using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Bounds;

/// <summary>DS502: a loop of the kernel whose head does not show that it ends, in a method that does not say why it does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedLoop : SourceRule
{
    private const string Attribute = "BoundedAttribute";

    private static readonly DiagnosticDescriptor Ds502 = Rule.Error("DS502", "Bounds",
        "Loop without a bound", "Nothing in the head of this loop shows that it ends: count, or mark '{0}' with [Bounded(\"why\")]");

    protected override DiagnosticDescriptor Descriptor => Ds502;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterSyntaxNodeAction(found =>
        {
            if (!layout.IsIn(found.Node.SyntaxTree, SourceLayout.Kernel) || layout.IsTest(found.Node.SyntaxTree)) return;
            if (new LoopHead(found.Node, found.SemanticModel).ShowsItsEnd) return;
            var member = Member(found.Node, found.SemanticModel, found.ContainingSymbol!);
            if (!SaysWhy(member)) found.ReportDiagnostic(Diagnostic.Create(Ds502, Head(found.Node), member.Name));
        }, SyntaxKind.WhileStatement, SyntaxKind.DoStatement, SyntaxKind.ForStatement);

    /// <summary>The local function, method or property that the loop stands in.</summary>
    private static ISymbol Member(SyntaxNode loop, SemanticModel model, ISymbol containing)
    {
        var function = loop.Ancestors().OfType<LocalFunctionStatementSyntax>().FirstOrDefault();
        var symbol = function == null ? containing : model.GetDeclaredSymbol(function)!;
        return symbol is IMethodSymbol { AssociatedSymbol: { } property } ? property : symbol;
    }

    private static bool SaysWhy(ISymbol member)
        => member.GetAttributes().Any(a => a.AttributeClass?.Name == Attribute);

    private static Location Head(SyntaxNode loop) => loop switch
    {
        WhileStatementSyntax one => one.WhileKeyword.GetLocation(),
        DoStatementSyntax one => one.WhileKeyword.GetLocation(),
        _ => ((ForStatementSyntax)loop).ForKeyword.GetLocation(),
    };
}
