using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS103: a call whose arguments the compiler gathers in a new array.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ParameterArray : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds103 = Describe("DS103",
        "Arguments gathered in an array", "Allocates an array for the 'params' of '{0}': declare them as 'params ReadOnlySpan<T>'");

    protected override DiagnosticDescriptor Descriptor => Ds103;

    protected override OperationKind[] Kinds => [OperationKind.ArrayCreation];

    protected override string? WhatAllocates(IOperation operation)
        => ArrayCreation.IsParameterArray(operation) ? ((IArgumentOperation)operation.Parent!).Parameter?.ContainingSymbol.Name : null;
}
