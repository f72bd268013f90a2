using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS105: a lambda or a method group that becomes a delegate, with a closure or without.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DelegateCreation : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds105 = Describe("DS105",
        "Creation of a delegate", "Allocates a delegate for {0}: use a function pointer, a generic parameter, or a local function that is called directly");

    protected override DiagnosticDescriptor Descriptor => Ds105;

    protected override OperationKind[] Kinds => [OperationKind.DelegateCreation];

    protected override string? WhatAllocates(IOperation operation) => ((IDelegateCreationOperation)operation).Target switch
    {
        IMethodReferenceOperation method => $"'{method.Method.Name}'",
        _ => "a lambda",
    };
}
