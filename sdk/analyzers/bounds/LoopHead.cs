using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Diesis.Sdk.Analyzers.Bounds;

/// <summary>
/// The condition of a loop, and whether it shows an end: a limit that something is compared with which the loop itself
/// changes, a rest that gets empty, or an enumerator. Not a proof: it tells loops that count from those that wait or follow.
/// </summary>
internal sealed class LoopHead
{
    private readonly SemanticModel _model;
    private readonly ExpressionSyntax? _condition;
    private readonly HashSet<ISymbol> _changed = new(SymbolEqualityComparer.Default);

    public LoopHead(SyntaxNode loop, SemanticModel model)
    {
        _model = model;
        _condition = loop switch
        {
            WhileStatementSyntax one => one.Condition,
            DoStatementSyntax one => one.Condition,
            ForStatementSyntax one => one.Condition,
            _ => null,
        };
        var changing = loop is ForStatementSyntax { } counted
            ? [counted.Statement, .. counted.Incrementors, .. _condition == null ? (ExpressionSyntax[])[] : [_condition]]
            : new[] { loop };
        foreach (var part in changing) FindChanges(part);
    }

    public bool ShowsItsEnd => _condition != null && Ends(_condition);

    private bool Ends(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Ends(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Ends(both.Left) || Ends(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => Ends(either.Left) && Ends(either.Right),
        BinaryExpressionSyntax comparison when IsLimit(comparison) => IsChanged(comparison.Left) || IsChanged(comparison.Right),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => IsEmptiness(not.Operand),
        InvocationExpressionSyntax call => IsEnumeration(call),
        _ => false,
    };

    /// <summary>An order; or "not zero" of something that gets smaller.</summary>
    private static bool IsLimit(BinaryExpressionSyntax comparison) => (SyntaxKind)comparison.RawKind switch
    {
        SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => true,
        SyntaxKind.NotEqualsExpression => comparison.Right is LiteralExpressionSyntax { Token.ValueText: "0" },
        _ => false,
    };

    /// <summary><c>!rest.IsEmpty</c>, where the loop takes from the rest.</summary>
    private bool IsEmptiness(ExpressionSyntax operand)
        => operand is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsEmpty" } access && IsChanged(access.Expression);

    /// <summary>As <c>foreach</c> calls it: what is enumerated is there.</summary>
    private static bool IsEnumeration(InvocationExpressionSyntax call)
        => call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "MoveNext" }, ArgumentList.Arguments.Count: 0 };

    private bool IsChanged(ExpressionSyntax expression)
        => expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>()
            .Any(name => _model.GetSymbolInfo(name).Symbol is { } symbol && _changed.Contains(symbol));

    private void FindChanges(SyntaxNode part)
    {
        foreach (var node in part.DescendantNodesAndSelf())
        {
            var target = node switch
            {
                AssignmentExpressionSyntax assignment => assignment.Left,
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression } step => step.Operand,
                PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PostIncrementExpression or (int)SyntaxKind.PostDecrementExpression } step => step.Operand,
                ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } argument => argument.Expression,
                _ => null,
            };
            if (target != null) AddTarget(target);
        }
    }

    private void AddTarget(ExpressionSyntax target)
    {
        if (target is TupleExpressionSyntax tuple)
        {
            foreach (var element in tuple.Arguments) AddTarget(element.Expression);
        }
        else if (_model.GetSymbolInfo(target).Symbol is { } symbol)
        {
            _changed.Add(symbol);
        }
    }
}
