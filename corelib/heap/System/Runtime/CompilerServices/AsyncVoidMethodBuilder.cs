using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>For async methods that nobody can wait for. A <see cref="SynchronizationContext"/> is told when they begin and end.
/// </summary>
public struct AsyncVoidMethodBuilder
{
    private SynchronizationContext? _context;
    private Task<VoidTaskResult>? _task;

    public static AsyncVoidMethodBuilder Create()
    {
        var context = ThreadState.SynchronizationContext;
        context?.OperationStarted();
        return new() { _context = context };
    }

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
        _ = _task?.TrySetResult(default);
        _context?.OperationCompleted();
    }

    /// <summary>Nobody could look at it.</summary>
    public readonly void SetException(Exception exception) => throw exception;
}
