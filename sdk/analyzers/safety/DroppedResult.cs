using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Safety;

/// <summary>DS402: a call whose result nobody looks at: a status, a flush that is owed, memory that is nobody's then.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedResult : SourceRule
{
    private static readonly DiagnosticDescriptor Ds402 = Rule.Error("DS402", "Safety",
        "Result dropped", "'{0}' answers, and nobody looks at it: use the answer, or drop it in so many words with '_ ='");

    private static readonly string[] Bound = ["boot/", "corelib/", "kernel/", "machine/", "sdk/abi/", "sdk/communication/", "sdk/contracts/", "sdk/library/", "servers/"];

    protected override DiagnosticDescriptor Descriptor => Ds402;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
        => context.RegisterOperationAction(found =>
        {
            var tree = found.Operation.Syntax.SyntaxTree;
            if (!layout.IsIn(tree, Bound) || layout.IsTest(tree)) return;
            var expression = ((IExpressionStatementOperation)found.Operation).Operation;
            if (AnswerOf(expression) is { } name)
                found.ReportDiagnostic(Diagnostic.Create(Ds402, expression.Syntax.GetLocation(), name));
        }, OperationKind.ExpressionStatement);

    /// <summary>What is called, if it answers; assignments and steps are done for what they change.</summary>
    private static string? AnswerOf(IOperation expression) => expression switch
    {
        IConditionalAccessOperation access => AnswerOf(access.WhenNotNull),
        _ when expression.Type is null or { SpecialType: SpecialType.System_Void } => null,
        IInvocationOperation call => call.TargetMethod.Name,
        IFunctionPointerInvocationOperation => "the function",
        IObjectCreationOperation creation => creation.Type!.Name,
        _ => null,
    };
}
