using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Allocation;

/// <summary>DS104: a value that becomes an object.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Boxing : AllocationRule
{
    private static readonly DiagnosticDescriptor Ds104 = Describe("DS104",
        "Boxing", "Allocates a box for a value of '{0}': take it as a generic parameter, or override the member in the struct");

    protected override DiagnosticDescriptor Descriptor => Ds104;

    protected override OperationKind[] Kinds => [OperationKind.Conversion, OperationKind.Invocation];

    protected override string? WhatAllocates(IOperation operation) => operation switch
    {
        IConversionOperation { ConstantValue.HasValue: false } conversion when conversion.GetConversion().IsBoxing && !IsComparedWithNull(conversion) => NameOf(conversion.Operand.Type),
        IInvocationOperation { Instance.Type: { IsValueType: true, TypeKind: not TypeKind.TypeParameter } receiver } call
            when call.TargetMethod.ContainingType.IsReferenceType && call.TargetMethod.ContainingType.TypeKind == TypeKind.Class => NameOf(receiver),
        _ => null,
    };

    /// <summary>A question about a generic parameter that the code generator answers without making the box.</summary>
    private static bool IsComparedWithNull(IConversionOperation conversion)
        => conversion is { Operand.Type.TypeKind: TypeKind.TypeParameter, Parent: IBinaryOperation comparison }
            && (IsNull(comparison.LeftOperand) || IsNull(comparison.RightOperand));

    private static bool IsNull(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };
}
