using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>
/// A rule against one way of taking memory from a heap, which the kernel does not have. The linker would catch most of
/// them, but names a function at best; and what the compiler optimises away today it may not tomorrow.
/// </summary>
public abstract class AllocationRule : SourceRule
{
    private protected const string Category = "Allocation";

    protected abstract OperationKind[] Kinds { get; }

    /// <returns>What allocates, for the message; null if nothing does.</returns>
    protected abstract string? WhatAllocates(IOperation operation);

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterOperationAction(found =>
        {
            if (!layout.IsHeapless(found.Operation.Syntax.SyntaxTree)) return;
            if (IsWithin<IAttributeOperation>(found.Operation) || IsAttribute(found.ContainingSymbol.ContainingType)) return;
            if (WhatAllocates(found.Operation) is { } what)
                found.ReportDiagnostic(Diagnostic.Create(Descriptor, found.Operation.Syntax.GetLocation(), what));
        }, Kinds);

    private protected static DiagnosticDescriptor Describe(string id, string title, string message)
        => Rule.Error(id, Category, title, message);

    /// <summary>Attributes are read from the image by tools; nobody constructs one.</summary>
    private static bool IsAttribute(INamedTypeSymbol? type)
        => type != null && (type is { Name: "Attribute", ContainingNamespace.Name: "System" } || IsAttribute(type.BaseType));

    private protected static bool IsWithin<T>(IOperation operation) where T : class, IOperation
    {
        for (var parent = operation.Parent; parent != null; parent = parent.Parent)
        {
            if (parent is T) return true;
        }
        return false;
    }

    /// <summary>Whether the value is computed when the kernel is built: it becomes part of the image.</summary>
    private protected static bool IsInStaticInitializer(IOperation operation)
    {
        for (var parent = operation.Parent; parent != null; parent = parent.Parent)
        {
            if (parent is IFieldInitializerOperation field) return field.InitializedFields.All(f => f is { IsStatic: true, IsReadOnly: true });
            if (parent is IPropertyInitializerOperation property) return property.InitializedProperties.All(p => p is { IsStatic: true, IsReadOnly: true });
        }
        return false;
    }

    private protected static string NameOf(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "?";
}
