using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

namespace System.Runtime.CompilerServices;

/// <summary>A suspended async method whose memory serves the next call, when the result was taken.</summary>
internal abstract class PooledBox<TResult> : IValueTaskSource<TResult>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<TResult> _core;

    public short Version => _core.Version;

    public void SetResult(TResult result) => _core.SetResult(result);
    public void SetException(Exception error) => _core.SetException(error);

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    public TResult GetResult(short token)
    {
        var result = _core.GetResult(token);
        _core.Reset();
        Return();
        return result;
    }

    void IValueTaskSource.GetResult(short token) => _ = GetResult(token);

    private protected abstract void Return();
}

internal sealed class PooledBox<TStateMachine, TResult> : PooledBox<TResult>, IStateMachineBox
    where TStateMachine : IAsyncStateMachine
{
    private const int MostSpares = 16;

    private static readonly PooledBox<TStateMachine, TResult>?[] Spares
        = new PooledBox<TStateMachine, TResult>?[MostSpares];

    public TStateMachine? StateMachine;
    public ExecutionContext? Context;

    private Action? _moveNext;

    public Action MoveNextAction => _moveNext ??= MoveNext;

    public static PooledBox<TStateMachine, TResult> Take()
    {
        foreach (ref var place in Spares.AsSpan())
        {
            if (Volatile.Read(ref place) == null) continue;
            if (Interlocked.Exchange(ref place, null) is { } spare) return spare;
        }
        return new();
    }

    /// <summary>Whoever awaits may have taken the result, and with it this object, before the method returns here.</summary>
    public void MoveNext()
    {
        var context = ThreadState.ExecutionContext;
        ThreadState.ExecutionContext = Context;
        StateMachine!.MoveNext();
        ThreadState.ExecutionContext = context;
    }

    public void Execute() => MoveNext();

    public void Run(Task completed, bool mayRunInline) => StateMachineRunner.Resume(this, mayRunInline);

    private protected override void Return()
    {
        StateMachine = default;
        Context = null;
        foreach (ref var place in Spares.AsSpan())
        {
            if (Interlocked.CompareExchange(ref place, this, null) == null) return;
        }
    }
}
