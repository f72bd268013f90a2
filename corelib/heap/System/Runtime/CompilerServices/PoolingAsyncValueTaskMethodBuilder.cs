using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>The same for methods without a result.</summary>
public struct PoolingAsyncValueTaskMethodBuilder
{
    private PooledBox<VoidTaskResult>? _box;

    public static PoolingAsyncValueTaskMethodBuilder Create() => default;

    /// <summary>Asked for when the method is suspended or over.</summary>
    public readonly ValueTask Task => _box == null ? default : new(_box, _box.Version);

    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Start(ref stateMachine);

    /// <summary>The box has the state machine from the start.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine stateMachine) { }

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.Await(
            ref awaiter, PoolingAsyncValueTaskMethodBuilder<VoidTaskResult>.BoxOf(ref stateMachine, ref _box));

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion where TStateMachine : IAsyncStateMachine
        => StateMachineRunner.AwaitUnsafe(
            ref awaiter, PoolingAsyncValueTaskMethodBuilder<VoidTaskResult>.BoxOf(ref stateMachine, ref _box));

    public readonly void SetResult() => _box?.SetResult(default);

    /// <summary>Nothing throws, so no method ends so.</summary>
    public readonly void SetException(Exception exception) => throw exception;
}
