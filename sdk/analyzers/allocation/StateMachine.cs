using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS107: iterators and asynchronous methods, whose locals the compiler moves into an object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StateMachine : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds107 = Describe("DS107",
        "Iterator or asynchronous method", "Allocates a state machine, by '{0}': write the enumerator as a struct, or keep progress in the object concerned");

    protected override DiagnosticDescriptor Descriptor => Ds107;

    protected override OperationKind[] Kinds => [OperationKind.YieldReturn, OperationKind.YieldBreak, OperationKind.Await];

    protected override string? WhatAllocates(IOperation operation) => operation.Kind switch
    {
        OperationKind.Await => "await",
        _ => "yield",
    };
}
