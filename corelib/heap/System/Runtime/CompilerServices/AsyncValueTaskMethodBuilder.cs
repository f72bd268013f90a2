using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Makes the value task of an async method: nothing on the heap when the method never has to wait.</summary>
public struct AsyncValueTaskMethodBuilder
{
    private Task<VoidTaskResult>? _task;

    public static AsyncValueTaskMethodBuilder Create() => default;

    /// <summary>Asked for when the method is suspended or over.</summary>
    public readonly ValueTask Task => _task == null ? default : new(_task);

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Start(ref stateMachine);

    /// <summary>The box has the state machine from the start.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) { }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Await(
            ref awaiter, AsyncTaskMethodBuilder<VoidTaskResult>.BoxOf(ref stateMachine, ref _task));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.AwaitUnsafe(
            ref awaiter, AsyncTaskMethodBuilder<VoidTaskResult>.BoxOf(ref stateMachine, ref _task));

    public readonly void SetResult() => _ = _task?.TrySetResult(default);

    public void SetException(Exception exception) => _ = (_task ??= new()).TrySetException(exception);
}
