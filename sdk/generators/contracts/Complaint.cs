using Microsoft.CodeAnalysis;

namespace Diesis.Sdk.Generators.Contracts;

/// <summary>What is wrong with a part of a contract.</summary>
internal sealed record Complaint(DiagnosticDescriptor Rule, string Argument)
{
    public static Complaint Type(ITypeSymbol type) => new(Rules.UncarriableType, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));

    public static Complaint Length(string name) => new(Rules.UnboundedLength, name);

    public static Complaint Ownership(string name) => new(Rules.UnclearOwnership, name);
}
