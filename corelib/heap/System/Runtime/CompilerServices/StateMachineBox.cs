using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>A suspended async method, which is the task that it answers with.</summary>
internal sealed class StateMachineBox<TStateMachine, TResult> : Task<TResult>, IStateMachineBox
    where TStateMachine : IAsyncStateMachine
{
    /// <summary>Set when the method is suspended for the first time.</summary>
    public TStateMachine? StateMachine;

    /// <summary>What flows along with the method.</summary>
    public ExecutionContext? Context;

    private Action? _moveNext;

    public Action MoveNextAction => _moveNext ??= MoveNext;

    public void MoveNext()
    {
        var context = ThreadState.ExecutionContext;
        ThreadState.ExecutionContext = Context;
        StateMachine!.MoveNext();
        ThreadState.ExecutionContext = context;
        if (!IsCompleted) return;
        // Whoever keeps the task does not keep what the method knew.
        StateMachine = default;
        Context = null;
    }

    public void Execute() => MoveNext();

    public void Run(Task completed, bool mayRunInline) => StateMachineRunner.Resume(this, mayRunInline);
}
