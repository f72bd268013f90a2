using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Behind <c>await task</c>.</summary>
public readonly struct TaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
{
    private const ConfigureAwaitOptions Options = ConfigureAwaitOptions.ContinueOnCapturedContext;

    private readonly Task _task;

    internal TaskAwaiter(Task task) => _task = task;

    public bool IsCompleted => _task.IsCompleted;

    public void OnCompleted(Action continuation)
        => TaskAwaiters.Continue(_task, continuation, Options, flowsContext: true);

    public void UnsafeOnCompleted(Action continuation)
        => TaskAwaiters.Continue(_task, continuation, Options, flowsContext: false);

    void IBoxAwaiter.Continue(IStateMachineBox box) => TaskAwaiters.Continue(_task, box, Options);

    public void GetResult()
    {
        _task.WaitToBeOver();
        _task.RequireSuccess();
    }
}
