using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>How methods are called in reports and in generated code.</summary>
internal static class Names
{
    /// <summary><c>Type.Method</c>: what a person types to run it alone.</summary>
    public static string Of(IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";

    public static string Qualified(IMethodSymbol method)
        => $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{method.Name}";
}
