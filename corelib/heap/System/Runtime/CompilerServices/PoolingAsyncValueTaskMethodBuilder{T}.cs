using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>
/// Makes the value task of an async method that is marked with <c>[AsyncMethodBuilder]</c> and this. When it has to wait, it
/// does so in an object that was used before. The value task is then to be awaited exactly once.
/// </summary>
public struct PoolingAsyncValueTaskMethodBuilder<TResult>
{
    private PooledBox<TResult>? _box;
    private TResult? _result;

    public static PoolingAsyncValueTaskMethodBuilder<TResult> Create() => default;

    /// <summary>Asked for when the method is suspended or over.</summary>
    public readonly ValueTask<TResult> Task => _box == null ? new(_result!) : new(_box, _box.Version);

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Start(ref stateMachine);

    /// <summary>The box has the state machine from the start.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) { }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Await(ref awaiter, BoxOf(ref stateMachine, ref _box));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.AwaitUnsafe(ref awaiter, BoxOf(ref stateMachine, ref _box));

    public void SetResult(TResult result)
    {
        if (_box == null) _result = result;
        else _box.SetResult(result);
    }

    /// <summary>Nothing throws, so no method ends so.</summary>
    public readonly void SetException(Exception exception) => throw exception;

    /// <param name="place">That of the builder inside the state machine, which the copy in the box is to know.</param>
    internal static IStateMachineBox BoxOf<TStateMachine>(ref TStateMachine stateMachine, ref PooledBox<TResult>? place)
        where TStateMachine : IAsyncStateMachine
    {
        if (place is PooledBox<TStateMachine, TResult> known)
        {
            known.Context = ThreadState.ExecutionContext;
            return known;
        }
        var box = PooledBox<TStateMachine, TResult>.Take();
        box.Context = ThreadState.ExecutionContext;
        place = box;
        box.StateMachine = stateMachine;
        return box;
    }
}
