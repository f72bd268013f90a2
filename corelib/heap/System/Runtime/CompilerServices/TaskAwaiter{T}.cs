using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Behind <c>await task</c> of a task with a result.</summary>
public readonly struct TaskAwaiter<TResult> : ICriticalNotifyCompletion, IBoxAwaiter
{
    private const ConfigureAwaitOptions Options = ConfigureAwaitOptions.ContinueOnCapturedContext;

    private readonly Task<TResult> _task;

    internal TaskAwaiter(Task<TResult> task) => _task = task;

    public bool IsCompleted => _task.IsCompleted;

    public void OnCompleted(Action continuation)
        => TaskAwaiters.Continue(_task, continuation, Options, flowsContext: true);

    public void UnsafeOnCompleted(Action continuation)
        => TaskAwaiters.Continue(_task, continuation, Options, flowsContext: false);

    void IBoxAwaiter.Continue(IStateMachineBox box) => TaskAwaiters.Continue(_task, box, Options);

    public TResult GetResult()
    {
        _task.WaitToBeOver();
        _task.RequireSuccess();
        return _task.ResultOrDefault;
    }
}
