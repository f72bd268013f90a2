using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>The enumeration of the reasons that a method has of its own: what a <c>Result</c> of two types has second.</summary>
internal sealed record ContractError(string Type, Limit Limit)
{
    /// <summary>One bit of the status that it takes the place of says that it is one.</summary>
    private const ulong Most = (1UL << 31) - 1;

    /// <returns>Null for what is no such enumeration, or has members that there is no room for.</returns>
    public static ContractError? Of(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } members || Limit.Of(members) is not { Numbers.Count: not 0 } limit) return null;
        return limit.Numbers.All(number => number <= Most) ? new(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), limit) : null;
    }
}
