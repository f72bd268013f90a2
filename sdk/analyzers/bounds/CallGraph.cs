using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Diesis.Sdk.Analyzers.Bounds;

/// <summary>
/// Which method calls which, as far as the compiler knows it: calls through interfaces, delegates and pointers end where
/// they are declared.
/// </summary>
internal sealed class CallGraph
{
    /// <summary>The operations that are calls, or may be.</summary>
    public static readonly OperationKind[] Calls =
    [
        OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.PropertyReference,
        OperationKind.Binary, OperationKind.Unary, OperationKind.Conversion,
    ];

    private readonly ConcurrentDictionary<IMethodSymbol, ConcurrentDictionary<IMethodSymbol, bool>> _called =
        new(SymbolEqualityComparer.Default);

    public void Add(IOperation call, ISymbol containing)
    {
        if (Caller(call, containing) is not { } caller) return;
        foreach (var target in Targets(call))
        {
            var callee = Definition(target);
            if (callee.DeclaringSyntaxReferences.IsEmpty) continue;
            var called = _called.GetOrAdd(caller, _ => new(SymbolEqualityComparer.Default));
            called.TryAdd(callee, true);
        }
    }

    /// <summary>The sets of methods that reach each other, a method that calls itself among them.</summary>
    public IEnumerable<IReadOnlyCollection<IMethodSymbol>> Circles()
    {
        var done = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        foreach (var start in _called.Keys)
        {
            if (done.Contains(start)) continue;
            var reached = ReachedFrom(start);
            if (!reached.Contains(start)) continue;
            var circle = reached.Where(method => ReachedFrom(method).Contains(start)).ToList();
            done.UnionWith(circle);
            yield return circle;
        }
    }

    public static string NameOf(IMethodSymbol method)
        => (method.AssociatedSymbol ?? method) is { ContainingType: { } type } symbol ? $"{type.Name}.{symbol.Name}" : method.Name;

    private HashSet<IMethodSymbol> ReachedFrom(IMethodSymbol start)
    {
        var reached = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var waiting = new Stack<IMethodSymbol>([start]);
        while (waiting.Count > 0)
        {
            if (!_called.TryGetValue(waiting.Pop(), out var called)) continue;
            foreach (var method in called.Keys.Where(reached.Add)) waiting.Push(method);
        }
        return reached;
    }

    /// <summary>A local function is a caller of its own; a field's initialiser is none.</summary>
    private static IMethodSymbol? Caller(IOperation call, ISymbol containing)
    {
        for (var at = call.Parent; at != null; at = at.Parent)
        {
            if (at is ILocalFunctionOperation local) return Definition(local.Symbol);
        }
        return containing is IMethodSymbol method ? Definition(method) : null;
    }

    private static IEnumerable<IMethodSymbol> Targets(IOperation call) => call switch
    {
        IInvocationOperation invocation => [invocation.TargetMethod],
        IObjectCreationOperation { Constructor: { } constructor } => [constructor],
        IPropertyReferenceOperation property => Accessors(property),
        IBinaryOperation { OperatorMethod: { } method } => [method],
        IUnaryOperation { OperatorMethod: { } method } => [method],
        IConversionOperation { OperatorMethod: { } method } => [method],
        _ => [],
    };

    private static IEnumerable<IMethodSymbol> Accessors(IPropertyReferenceOperation reference)
    {
        bool isWritten = reference.Parent is IAssignmentOperation assignment && assignment.Target == reference
            || reference.Parent is IIncrementOrDecrementOperation;
        bool isRead = !isWritten || reference.Parent is not ISimpleAssignmentOperation;
        if (isWritten && reference.Property.SetMethod is { } setter) yield return setter;
        if (isRead && reference.Property.GetMethod is { } getter) yield return getter;
    }

    private static IMethodSymbol Definition(IMethodSymbol method)
    {
        var definition = (method.ReducedFrom ?? method).OriginalDefinition;
        return definition.PartialImplementationPart ?? definition;
    }
}
