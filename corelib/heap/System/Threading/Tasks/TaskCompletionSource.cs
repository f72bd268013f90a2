using System.Collections.Generic;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading.Tasks;

/// <summary>A task and the means to complete it.</summary>
public class TaskCompletionSource
{
    private readonly Task<VoidTaskResult> _task;

    public TaskCompletionSource() : this(TaskCreationOptions.None) { }

    public TaskCompletionSource(TaskCreationOptions creationOptions) => _task = new(creationOptions);

    public Task Task => _task;

    public void SetResult() => Require(TrySetResult());
    public void SetException(Exception exception) => Require(TrySetException(exception));
    public void SetException(IEnumerable<Exception> exceptions) => Require(TrySetException(exceptions));
    public void SetCanceled() => Require(TrySetCanceled());
    public void SetCanceled(CancellationToken cancellationToken) => Require(TrySetCanceled(cancellationToken));

    /// <summary>Completes it as another task was.</summary>
    public void SetFromTask(Task completedTask) => Require(TrySetFromTask(completedTask));

    public bool TrySetResult() => _task.TrySetResult(default);
    public bool TrySetException(Exception exception) => _task.TrySetException(exception);

    public bool TrySetException(IEnumerable<Exception> exceptions)
        => _task.TrySetException(new AggregateException(exceptions));

    public bool TrySetCanceled() => TrySetCanceled(default);
    public bool TrySetCanceled(CancellationToken cancellationToken) => _task.TrySetCanceled(cancellationToken);

    public bool TrySetFromTask(Task completedTask)
    {
        Require(completedTask.IsCompleted);
        return completedTask.IsCompletedSuccessfully ? TrySetResult() : _task.TrySetFrom(completedTask);
    }

    internal static void Require(bool isDone)
    {
        if (!isDone) ThrowHelpers.ThrowInvalidOperationException();
    }
}
