namespace System.Runtime.CompilerServices;

/// <summary>An awaiter of this library, which goes on with a box without a delegate in between.</summary>
internal interface IBoxAwaiter
{
    void Continue(IStateMachineBox box);
}
