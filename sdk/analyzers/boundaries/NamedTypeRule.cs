using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Boundaries;

/// <summary>A rule about the types that a folder's code may name.</summary>
/// <remarks>Code is full of names, and to ask what one means is dear: only those are looked at that some forbidden type has.</remarks>
public abstract class NamedTypeRule : SourceRule
{
    private protected abstract bool IsBound(SourceLayout layout, SyntaxTree tree);

    private protected abstract bool IsForbidden(INamedTypeSymbol type);

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
    {
        var names = new Lazy<HashSet<string>>(() => NamesOfForbidden(context.Compilation));
        context.RegisterSyntaxNodeAction(found =>
        {
            var name = (SimpleNameSyntax)found.Node;
            if (!names.Value.Contains(name.Identifier.ValueText) || !IsBound(layout, name.SyntaxTree)) return;
            if (found.SemanticModel.GetSymbolInfo(name, found.CancellationToken).Symbol is not INamedTypeSymbol type || !IsForbidden(type)) return;
            // An alias is how a target chooses a type without its users' naming it.
            if (name is IdentifierNameSyntax identifier && found.SemanticModel.GetAliasInfo(identifier, found.CancellationToken) != null) return;
            found.ReportDiagnostic(Diagnostic.Create(Descriptor, name.GetLocation(), type.Name));
        }, SyntaxKind.IdentifierName, SyntaxKind.GenericName);
    }

    private protected static string NamespaceOf(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();

    private HashSet<string> NamesOfForbidden(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rest = new Stack<INamespaceOrTypeSymbol>();
        foreach (var own in compilation.GlobalNamespace.GetNamespaceMembers()) if (own.Name == "Diesis") rest.Push(own);
        while (rest.Count > 0)
        {
            foreach (var member in rest.Pop().GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner) continue;
                rest.Push(inner);
                if (inner is INamedTypeSymbol type && IsForbidden(type)) names.Add(type.Name);
            }
        }
        return names;
    }
}
