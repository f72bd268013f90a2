using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Programs;

/// <summary>A rule for everything that is compiled against this repository's core library, programs of others included.</summary>
public abstract class ProgramRule : SourceRule
{
    /// <summary>Bound whatever they are compiled for.</summary>
    private static readonly string[] Folders = ["corelib/", "servers/", "samples/"];

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
    {
        // Who compiles with this core library compiles it, too.
        var root = context.Compilation.GetSpecialType(SpecialType.System_Object).ContainingAssembly;
        bool isOurs = SymbolEqualityComparer.Default.Equals(root, context.Compilation.Assembly);
        Watch(context, tree => !layout.IsTest(tree) && (isOurs || layout.IsIn(tree, Folders)));
    }

    private protected abstract void Watch(CompilationStartAnalysisContext context, System.Func<SyntaxTree, bool> isBound);
}
