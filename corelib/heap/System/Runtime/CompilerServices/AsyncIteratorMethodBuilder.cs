using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>
/// For async methods with <c>yield</c>. Their state machine is an object and completes each step itself, so that the box
/// only goes on with it.
/// </summary>
public struct AsyncIteratorMethodBuilder
{
    private Task<VoidTaskResult>? _task;

    public static AsyncIteratorMethodBuilder Create() => default;

    public readonly void MoveNext<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Start(ref stateMachine);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Await(
            ref awaiter, AsyncTaskMethodBuilder<VoidTaskResult>.BoxOf(ref stateMachine, ref _task));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.AwaitUnsafe(
            ref awaiter, AsyncTaskMethodBuilder<VoidTaskResult>.BoxOf(ref stateMachine, ref _task));

    public readonly void Complete() => _ = _task?.TrySetResult(default);
}
