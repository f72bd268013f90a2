using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Boundaries;

/// <summary>A rule about the types that a folder's code may name.</summary>
public abstract class NamedTypeRule : SourceRule
{
    private protected abstract bool IsBound(SourceLayout layout, SyntaxTree tree);

    private protected abstract bool IsForbidden(INamedTypeSymbol type);

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterSyntaxNodeAction(found =>
        {
            if (!IsBound(layout, found.Node.SyntaxTree)) return;
            var name = (SimpleNameSyntax)found.Node;
            if (found.SemanticModel.GetSymbolInfo(name, found.CancellationToken).Symbol is not INamedTypeSymbol type || !IsForbidden(type)) return;
            // An alias is how a target chooses a type without its users' naming it.
            if (name is IdentifierNameSyntax identifier && found.SemanticModel.GetAliasInfo(identifier, found.CancellationToken) != null) return;
            found.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), type.Name));
        }, SyntaxKind.IdentifierName, SyntaxKind.GenericName);

    private protected static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();
}
