using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>Writes a simulated program's half of the system calls into <c>SimulatedKernel</c>, where there is such a class.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SimulatedStubGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(context.CompilationProvider.Select(static (compilation, _) => Source(compilation)),
            static (output, source) =>
            {
                if (source != "") output.AddSource("SimulatedKernel.g.cs", source);
            });

    private static string Source(Compilation compilation)
        => compilation.Assembly.GetTypeByMetadataName("Diesis.Simulating.SimulatedKernel") is null ? ""
            : SimulatedStubs.Emit([.. SystemCall.AllIn(compilation).Where(c => c.IsUsable)]);
}
