using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>A measurement as its attribute states it.</summary>
/// <param name="Method">The method to call, fully qualified.</param>
/// <param name="Aim">The most it may cost, or zero where none is set.</param>
internal sealed record Benchmark(string Group, string Name, string Method, int Aim)
{
    public const string Attribute = "Diesis.Tests.Framework.BenchmarkAttribute";

    public static Benchmark From(GeneratorAttributeSyntaxContext context)
    {
        var method = (IMethodSymbol)context.TargetSymbol;
        var attribute = context.Attributes[0];
        var aim = attribute.NamedArguments.FirstOrDefault(a => a.Key == "Aim").Value.Value;
        return new($"{attribute.ConstructorArguments[0].Value}", $"{attribute.ConstructorArguments[1].Value}",
            Names.Qualified(method), aim is int value ? value : 0);
    }
}
