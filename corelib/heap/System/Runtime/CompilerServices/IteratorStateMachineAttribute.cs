namespace System.Runtime.CompilerServices;

/// <summary>
/// Says which class an iterator was turned into. The AOT compiler follows it; without, it stops at generic iterators
/// with lambdas inside.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IteratorStateMachineAttribute(Type stateMachineType) : Attribute
{
    public Type StateMachineType { get; } = stateMachineType;
}
