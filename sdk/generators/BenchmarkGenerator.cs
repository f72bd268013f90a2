using System;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Diesis.Sdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators;

/// <summary>Finds the methods marked <c>[Benchmark]</c> and writes the catalog that the harness walks in the kernel.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BenchmarkGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var benchmarks = context.SyntaxProvider.ForAttributeWithMetadataName(
            Benchmark.Attribute, static (_, _) => true, static (marked, _) => Benchmark.From(marked)).Collect();
        context.RegisterSourceOutput(benchmarks.Combine(Catalog.IsDeclared(context, "BenchmarkCatalog")), static (output, found) =>
        {
            if (!found.Right) return;
            var ordered = found.Left.OrderBy(b => b.Group, StringComparer.Ordinal).ThenBy(b => b.Name, StringComparer.Ordinal).ToArray();
            output.AddSource("BenchmarkCatalog.g.cs", BenchmarkCatalog.Emit(ordered));
        });
    }
}
