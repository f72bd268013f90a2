using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>The same with a result, which lies in the value task itself when the method never has to wait.</summary>
public struct AsyncValueTaskMethodBuilder<TResult>
{
    private Task<TResult>? _task;
    private TResult? _result;

    public static AsyncValueTaskMethodBuilder<TResult> Create() => default;

    /// <summary>Asked for when the method is suspended or over.</summary>
    public readonly ValueTask<TResult> Task => _task == null ? new(_result!) : new(_task);

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Start(ref stateMachine);

    /// <summary>The box has the state machine from the start.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) { }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Await(ref awaiter, AsyncTaskMethodBuilder<TResult>.BoxOf(ref stateMachine, ref _task));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.AwaitUnsafe(
            ref awaiter, AsyncTaskMethodBuilder<TResult>.BoxOf(ref stateMachine, ref _task));

    public void SetResult(TResult result)
    {
        if (_task == null) _result = result;
        else _ = _task.TrySetResult(result);
    }

    public void SetException(Exception exception) => _ = (_task ??= new()).TrySetException(exception);
}
