using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Makes the task of an async method without a result.</summary>
public struct AsyncTaskMethodBuilder
{
    private Task<VoidTaskResult>? _task;

    public static AsyncTaskMethodBuilder Create() => default;

    public Task Task => _task ??= new();

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

    public void SetResult()
    {
        if (_task == null) _task = TaskCache<VoidTaskResult>.Default;
        else _ = _task.TrySetResult(default);
    }

    public void SetException(Exception exception) => _ = Task.TrySetException(exception);
}
