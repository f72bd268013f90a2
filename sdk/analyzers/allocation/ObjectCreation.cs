using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS101: <c>new</c> of a class.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ObjectCreation : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds101 = Describe("DS101",
        "Creation of an object", "Allocates an object of class '{0}': use a struct, or memory that the caller provides");

    protected override DiagnosticDescriptor Descriptor => Ds101;

    protected override OperationKind[] Kinds => [OperationKind.ObjectCreation, OperationKind.AnonymousObjectCreation, OperationKind.With];

    protected override string? WhatAllocates(IOperation operation)
        => operation.Type is { IsReferenceType: true } && !IsThrown(operation) && !IsInStaticInitializer(operation) ? NameOf(operation.Type) : null;

    /// <summary>Then the <c>throw</c> is what DS109 reports.</summary>
    private static bool IsThrown(IOperation operation)
        => operation.Parent is IThrowOperation or IConversionOperation { Parent: IThrowOperation };
}
