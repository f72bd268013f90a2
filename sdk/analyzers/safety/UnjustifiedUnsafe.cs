using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers.Safety;

/// <summary>
/// DS401: an act that the compiler cannot check (following a pointer, making one from a number, calling through one)
/// without a <c>// SAFETY:</c> comment that names the facts by which it is right.
/// </summary>
/// <remarks>The comment stands before the statement, the member or the type: whichever is the smallest that its facts are about. A
/// <c>&lt;safety&gt;</c> tag in the summary of a member serves as well: it says what the caller has to see to.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnjustifiedUnsafe : SourceRule
{
    private static readonly DiagnosticDescriptor Ds401 = Rule.Announced("DS401", "Safety",
        "Unsafe code without a reason", "{0}: say in a '// SAFETY:' comment before the statement, member or type by which facts it is right");

    private static readonly string[] Bound = ["boot/", "kernel/", "machine/", "sdk/abi/", "sdk/communication/", "sdk/contracts/", "sdk/library/", "sdk/runtime/", "samples/", "servers/",
        "tests/framework/", "tests/guest/", "tests/bench/", "tests/user/"];

    protected override DiagnosticDescriptor Descriptor => Ds401;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterSyntaxNodeAction(found =>
        {
            if (!layout.IsIn(found.Node.SyntaxTree, Bound) || layout.IsTest(found.Node.SyntaxTree)) return;
            if (WhatIsUnchecked(found.Node, found.SemanticModel) is not { } what || IsJustified(found.Node)) return;
            found.ReportDiagnostic(Diagnostic.Create(Ds401, found.Node.GetLocation(), what));
        }, SyntaxKind.PointerIndirectionExpression, SyntaxKind.PointerMemberAccessExpression, SyntaxKind.ElementAccessExpression,
            SyntaxKind.InvocationExpression, SyntaxKind.CastExpression);

    private static string? WhatIsUnchecked(SyntaxNode node, SemanticModel model) => node switch
    {
        PrefixUnaryExpressionSyntax => "Follows a pointer",
        MemberAccessExpressionSyntax => "Follows a pointer",
        ElementAccessExpressionSyntax access when IsPointer(access.Expression, model) => "Follows a pointer",
        InvocationExpressionSyntax call when model.GetTypeInfo(call.Expression).Type is IFunctionPointerTypeSymbol => "Calls through a pointer",
        CastExpressionSyntax cast when IsPointer(cast, model) && IsNumber(cast.Expression, model) => "Makes a pointer of a number",
        _ => null,
    };

    private static bool IsPointer(ExpressionSyntax expression, SemanticModel model)
        => model.GetTypeInfo(expression).Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol;

    private static bool IsNumber(ExpressionSyntax expression, SemanticModel model)
        => model.GetTypeInfo(expression).Type is { IsValueType: true } and not (IPointerTypeSymbol or IFunctionPointerTypeSymbol);

    private static bool IsJustified(SyntaxNode node)
        => node.AncestorsAndSelf().Any(n => (n is StatementSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax) && HasReason(n));

    private static bool HasReason(SyntaxNode node)
        => node.GetLeadingTrivia().Any(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia)
            ? t.ToString().StartsWith("// SAFETY: ", StringComparison.Ordinal)
            : t.HasStructure && t.ToString().Contains("<safety>"));
}
