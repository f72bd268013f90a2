using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>How a value type lies in memory, and which of its bits have to be looked at before it is a value.</summary>
/// <param name="Limits">Parts of it that not every pattern of bits is right for.</param>
/// <param name="Scalar">Not composed of others: it has a word to itself.</param>
internal sealed record Shape(int Size, int Alignment, IReadOnlyList<Limit> Limits, bool Scalar, bool IsSigned = false)
{
    private const int GuidBytes = 16, GuidAlignment = 4, TimeBytes = 8;

    /// <summary>Words of a message that it takes.</summary>
    public int Words => (Size + 7) / 8;

    /// <summary>Null for a type that cannot cross: with references, pointers, gaps, or of no known layout.</summary>
    public static Shape? Of(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Byte => Number(1),
        SpecialType.System_UInt16 or SpecialType.System_Char => Number(2),
        SpecialType.System_UInt32 or SpecialType.System_Single => Number(4),
        SpecialType.System_UInt64 or SpecialType.System_Double => Number(8),
        SpecialType.System_SByte => Number(1) with { IsSigned = true },
        SpecialType.System_Int16 => Number(2) with { IsSigned = true },
        SpecialType.System_Int32 => Number(4) with { IsSigned = true },
        SpecialType.System_Int64 => Number(8) with { IsSigned = true },
        SpecialType.System_Boolean => new(1, 1, [new Limit(0, "byte", LimitKind.Most, [1])], Scalar: true),
        _ => type switch
        {
            INamedTypeSymbol { TypeKind: TypeKind.Enum } choice => OfChoice(choice),
            INamedTypeSymbol { Name: "Guid" or "TimeSpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } known
                => known.Name == "Guid" ? new(GuidBytes, GuidAlignment, [], Scalar: false) : new(TimeBytes, TimeBytes, [], Scalar: false),
            INamedTypeSymbol { TypeKind: TypeKind.Struct, IsRefLikeType: false, IsGenericType: false } record => OfRecord(record),
            _ => null,
        },
    };

    private static Shape Number(int size) => new(size, size, [], Scalar: true);

    private static Shape OfChoice(INamedTypeSymbol type)
    {
        var number = Of(type.EnumUnderlyingType!)!;
        return number with { Limits = [Limit.Of(type)] };
    }

    private static Shape? OfRecord(INamedTypeSymbol type)
    {
        // Types of the framework have fields that nobody outside of it sees.
        if (type.DeclaringSyntaxReferences.Length == 0) return null;
        int size = 0, alignment = 1;
        var limits = new List<Limit>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst))
        {
            if (field.RefKind != RefKind.None || Of(field.Type) is not { } shape || size % shape.Alignment != 0) return null;
            for (int i = 0; i < RepeatsOf(type); i++)
            {
                limits.AddRange(shape.Limits.Select(limit => limit with { Offset = limit.Offset + size }));
                size += shape.Size;
            }
            if (shape.Alignment > alignment) alignment = shape.Alignment;
        }
        return size == 0 || size % alignment != 0 ? null : new(size, alignment, limits, Scalar: false);
    }

    /// <summary>How often the one field of an inline array is there.</summary>
    private static int RepeatsOf(INamedTypeSymbol type)
        => type.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == "System.Runtime.CompilerServices.InlineArrayAttribute")
            ?.ConstructorArguments[0].Value as int? ?? 1;
}
