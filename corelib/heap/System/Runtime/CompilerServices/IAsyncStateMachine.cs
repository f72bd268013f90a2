namespace System.Runtime.CompilerServices;

/// <summary>What the language turns an async method into.</summary>
public interface IAsyncStateMachine
{
    void MoveNext();
    void SetStateMachine(IAsyncStateMachine stateMachine);
}
