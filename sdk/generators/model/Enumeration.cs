using System;
using System.Linq;
using Diesis.Sdk.Generators.Emitters;
using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Model;

/// <summary>An enumeration that generated code can name, and its members as it writes them down.</summary>
internal sealed record Enumeration(string Name, string Description)
{
    public static Enumeration? From(INamedTypeSymbol type)
    {
        for (ISymbol at = type; at is INamedTypeSymbol outer; at = at.ContainingSymbol)
        {
            bool canBeNamed = outer.DeclaredAccessibility
                is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
            if (!canBeNamed || outer.IsFileLocal || outer.IsGenericType) return null;
        }
        // Equal values stay in the order in which they are declared.
        var members = type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue)
            .Select(f => (f.Name, Bits: BitsOf(f.ConstantValue!))).OrderBy(m => m.Bits).ToArray();
        string names = Text.Utf8Literal(string.Concat(members.Select(m => m.Name + "\0")));
        string values = string.Join(", ", members.Select(m => m.Bits));
        bool isFlags = type.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "System.FlagsAttribute");
        return new(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            $"new({names}, [{values}], {(isFlags ? "true" : "false")})");
    }

    /// <summary>No wider than the underlying type.</summary>
    private static ulong BitsOf(object value) => value switch
    {
        sbyte v => (byte)v,
        short v => (ushort)v,
        int v => (uint)v,
        long v => (ulong)v,
        _ => Convert.ToUInt64(value),
    };
}
