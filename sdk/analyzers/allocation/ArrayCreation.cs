using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS102: <c>new T[n]</c>, and collection expressions that become arrays or other objects.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArrayCreation : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds102 = Describe("DS102",
        "Creation of an array", "Allocates '{0}': use a span over 'stackalloc', an inline array, or a 'static readonly' array of constants");

    protected override DiagnosticDescriptor Descriptor => Ds102;

    protected override OperationKind[] Kinds => [OperationKind.ArrayCreation, OperationKind.CollectionExpression];

    protected override string? WhatAllocates(IOperation operation)
        => operation.Type is { IsReferenceType: true } && !IsParameterArray(operation) && !IsInStaticInitializer(operation)
            ? NameOf(operation.Type) : null;

    /// <summary>Made by the compiler for a call; DS103 says so.</summary>
    internal static bool IsParameterArray(IOperation operation)
        => operation is { IsImplicit: true, Parent: IArgumentOperation { ArgumentKind: ArgumentKind.ParamArray } };
}
