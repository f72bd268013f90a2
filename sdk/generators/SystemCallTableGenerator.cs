using System;
using System.Globalization;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>Writes the interface as data into <c>SystemCallTable</c>, where there is such a class.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SystemCallTableGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterSourceOutput(context.CompilationProvider.Select(static (compilation, _) => Source(compilation)),
            static (output, source) =>
            {
                if (source != "") output.AddSource("SystemCallTable.g.cs", source);
            });

    private static string Source(Compilation compilation)
    {
        if (compilation.Assembly.GetTypeByMetadataName("Diesis.Abi.Description.SystemCallTable") is null) return "";
        var statuses = compilation.GetTypeByMetadataName("Diesis.Abi.Status")!.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
            .Select(f => (f.Name, Convert.ToUInt64(f.ConstantValue, CultureInfo.InvariantCulture)));
        return SystemCallTable.Emit([.. SystemCall.AllIn(compilation).Where(c => c.IsUsable)], [.. statuses]);
    }
}
