using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS109: <c>throw</c>. There is nothing to throw, and nobody would catch it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Throwing : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds109 = Describe("DS109",
        "Throwing", "{0}: return a status for what a caller can cause, and panic for what cannot be");

    protected override DiagnosticDescriptor Descriptor => Ds109;

    protected override OperationKind[] Kinds => [OperationKind.Throw, OperationKind.Try];

    protected override string? WhatAllocates(IOperation operation) => operation switch
    {
        { Kind: OperationKind.Throw } => "Throws an exception",
        ITryOperation { Catches.IsEmpty: false } => "Catches exceptions",
        _ => null,
    };
}
