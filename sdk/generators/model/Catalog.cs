using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>The half of a catalog that is written by hand, in <c>tests/framework</c>.</summary>
internal static class Catalog
{
    /// <summary>Whether the compilation has it; where it has, the other half is due, even for no tests.</summary>
    public static IncrementalValueProvider<bool> IsDeclared(IncrementalGeneratorInitializationContext context, string name)
        => context.CompilationProvider.Select(
            (compilation, _) => compilation.GetTypeByMetadataName($"Diesis.Tests.Framework.{name}") is not null);
}
