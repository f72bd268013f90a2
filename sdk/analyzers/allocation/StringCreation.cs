using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS106: text put together into a new string.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StringCreation : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds106 = Describe("DS106",
        "Creation of a string", "Allocates a string by {0}: write into a buffer, as 'Log' and interpolated-string handlers do");

    protected override DiagnosticDescriptor Descriptor => Ds106;

    protected override OperationKind[] Kinds =>
        [OperationKind.Binary, OperationKind.CompoundAssignment, OperationKind.InterpolatedString];

    protected override string? WhatAllocates(IOperation operation) => operation switch
    {
        { Type.SpecialType: not SpecialType.System_String } or { ConstantValue.HasValue: true } => null,
        IBinaryOperation => IsPartOfLongerText(operation) ? null : "concatenation",
        ICompoundAssignmentOperation => "concatenation",
        _ => IsPartOfLongerText(operation) || IsWrittenByHandler(operation) ? null : "interpolation",
    };

    private static bool IsPartOfLongerText(IOperation operation)
        => operation.Parent is IBinaryOperation { Type.SpecialType: SpecialType.System_String };

    private static bool IsWrittenByHandler(IOperation operation)
        => operation.Parent is IInterpolatedStringHandlerCreationOperation || IsWithin<IInterpolatedStringAdditionOperation>(operation);
}
