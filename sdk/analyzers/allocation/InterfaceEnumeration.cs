using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS108: <c>foreach</c> with an enumerator that is an object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InterfaceEnumeration : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds108 = Describe("DS108",
        "Enumeration through an object", "Allocates an enumerator, '{0}': walk a span, or a type whose enumerator is a struct");

    protected override DiagnosticDescriptor Descriptor => Ds108;

    protected override OperationKind[] Kinds => [OperationKind.Loop];

    protected override string? WhatAllocates(IOperation operation)
    {
        if (operation is not IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop } each) return null;
        // Of these two the compiler makes an ordinary loop with an index.
        if (Walked(each).Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String }) return null;
        var enumerator = each.SemanticModel.GetForEachStatementInfo(loop).GetEnumeratorMethod?.ReturnType;
        return enumerator is { IsReferenceType: true } ? NameOf(enumerator) : null;
    }

    private static IOperation Walked(IForEachLoopOperation each)
        => each.Collection is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand : each.Collection;
}
