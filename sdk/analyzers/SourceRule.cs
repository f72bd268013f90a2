using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Diesis.Sdk.Analyzers;

/// <summary>An analyzer that enforces one rule, in those files that the rule is for.</summary>
public abstract class SourceRule : DiagnosticAnalyzer
{
    protected abstract DiagnosticDescriptor Descriptor { get; }

    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start => Watch(start, SourceLayout.Of(start.Options)));
    }

    private protected abstract void Watch(CompilationStartAnalysisContext context, SourceLayout layout);
}
