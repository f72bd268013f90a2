using System.Linq;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>Refuses declarations of system calls that nothing could be generated from.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class InterfaceCheckGenerator : IIncrementalGenerator
{
    /// <summary>A number has eight bits.</summary>
    private const uint MostNumber = 0xFF;

    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(context.CompilationProvider, static (output, compilation) =>
        {
            var calls = SystemCall.AllIn(compilation);
            foreach (var call in calls.Where(c => !c.IsUsable || c.Number > MostNumber || calls.Count(other => other.Number == c.Number) > 1))
                output.ReportDiagnostic(Diagnostic.Create(Rules.UnusableDeclaration, call.Method.Locations[0], call.Number, call.Name));
        });
}
