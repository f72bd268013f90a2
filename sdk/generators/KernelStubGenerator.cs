using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>Writes a program's half of the system calls into <c>Diesis.Kernel</c>, where there is such a class and the instruction to make them with.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class KernelStubGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(context.CompilationProvider.Select(static (compilation, _) => Source(compilation)),
            static (output, source) =>
            {
                if (source != "") output.AddSource("Kernel.g.cs", source);
            });

    private static string Source(Compilation compilation)
        => compilation.Assembly.GetTypeByMetadataName("Diesis.Kernel") is null || compilation.Assembly.GetTypeByMetadataName("Diesis.SystemCall") is null ? ""
            : KernelStubs.Emit([.. SystemCall.AllIn(compilation).Where(c => c.IsUsable)]);
}
