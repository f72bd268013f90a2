using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.State;

/// <summary>DS202: a static whose value must be computed when the kernel runs: it would be checked for at each use.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaticInitializer : SourceRule
{
    private static readonly DiagnosticDescriptor Ds202 = Rule.Error("DS202", "State",
        "Static computed at run time", "{0} runs when the type is first used, and every use asks whether it has: initialise with constants");

    protected override DiagnosticDescriptor Descriptor => Ds202;

    private protected override void Watch(CompilationStartAnalysisContext context, SourceLayout layout)
    {
        context.RegisterSymbolAction(found =>
        {
            if (found.Symbol is not IMethodSymbol { MethodKind: MethodKind.StaticConstructor, IsImplicitlyDeclared: false }) return;
            if (!layout.IsHeapless(found.Symbol.Locations[0].SourceTree!)) return;
            found.ReportDiagnostic(Diagnostic.Create(Ds202, found.Symbol.Locations[0], "A static constructor"));
        }, SymbolKind.Method);

        context.RegisterOperationAction(found =>
        {
            if (!layout.IsHeapless(found.Operation.Syntax.SyntaxTree)) return;
            if (!IsInInitializerOfStatic(found.Operation)) return;
            var name = ((IInvocationOperation)found.Operation).TargetMethod.Name;
            found.ReportDiagnostic(Diagnostic.Create(Ds202, found.Operation.Syntax.GetLocation(), $"'{name}'"));
        }, OperationKind.Invocation);
    }

    private static bool IsInInitializerOfStatic(IOperation operation)
    {
        for (var parent = operation.Parent; parent != null; parent = parent.Parent)
        {
            if (parent is IAnonymousFunctionOperation) return false;
            if (parent is IFieldInitializerOperation field) return field.InitializedFields.All(f => f.IsStatic);
            if (parent is IPropertyInitializerOperation property) return property.InitializedProperties.All(p => p.IsStatic);
        }
        return false;
    }
}
