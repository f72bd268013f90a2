// Marks that the language puts on async methods. The AOT compiler follows those of state machines, as it does
// IteratorStateMachineAttribute.
namespace System.Runtime.CompilerServices;

[AttributeUsage(AttributeTargets.Method)]
public sealed class AsyncStateMachineAttribute(Type stateMachineType) : Attribute
{
    public Type StateMachineType { get; } = stateMachineType;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class AsyncIteratorStateMachineAttribute(Type stateMachineType) : Attribute
{
    public Type StateMachineType { get; } = stateMachineType;
}

/// <summary>The parameter of an async iterator that gets the token of <c>WithCancellation</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EnumeratorCancellationAttribute : Attribute { }
