using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Makes the task of an async method: nothing but a result when the method never has to wait.</summary>
public struct AsyncTaskMethodBuilder<TResult>
{
    private Task<TResult>? _task;

    public static AsyncTaskMethodBuilder<TResult> Create() => default;

    public Task<TResult> Task => _task ??= new();

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Start(ref stateMachine);

    /// <summary>The box has the state machine from the start.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) { }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Await(ref awaiter, BoxOf(ref stateMachine, ref _task));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.AwaitUnsafe(ref awaiter, BoxOf(ref stateMachine, ref _task));

    public void SetResult(TResult result)
    {
        if (_task == null) _task = TaskCache<TResult>.Of(result);
        else _ = _task.TrySetResult(result);
    }

    public void SetException(Exception exception) => _ = Task.TrySetException(exception);

    /// <param name="task">That of the builder inside the state machine, which the copy in the box is to know.</param>
    internal static IStateMachineBox BoxOf<TStateMachine>(ref TStateMachine stateMachine, ref Task<TResult>? task)
        where TStateMachine : IAsyncStateMachine
    {
        var context = ThreadState.ExecutionContext;
        if (task is StateMachineBox<TStateMachine, TResult> known)
        {
            known.Context = context;
            return known;
        }
        StateMachineBox<TStateMachine, TResult> box = new() { Context = context };
        task = box;
        box.StateMachine = stateMachine;
        return box;
    }
}
