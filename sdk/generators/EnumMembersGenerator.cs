using System;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diesis.Sdk.Generators;

/// <summary>Writes down the members of every enumeration, for images whose core library is ours.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class EnumMembersGenerator : IIncrementalGenerator
{
    private const string Declared = "System.EnumMembers";
    private const string Method = "Describe";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var enumerations = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is EnumDeclarationSyntax,
            static (node, cancellation)
                => node.SemanticModel.GetDeclaredSymbol(node.Node, cancellation) is INamedTypeSymbol type
                    ? Enumeration.From(type) : null)
            .Where(static found => found is not null).Collect();
        // With the heap half the method is there a second time, for boxes.
        var declarations = context.CompilationProvider.Select(static (compilation, _)
            => compilation.Assembly.GetTypeByMetadataName(Declared)?.GetMembers(Method).Length ?? 0);
        context.RegisterSourceOutput(enumerations.Combine(declarations), static (output, found) =>
        {
            if (found.Right == 0) return;
            var ordered = found.Left.Select(e => e!).OrderBy(e => e.Name, StringComparer.Ordinal).ToArray();
            output.AddSource("EnumMembers.g.cs", EnumMembers.Emit(ordered, withBoxes: found.Right > 1));
        });
    }
}
