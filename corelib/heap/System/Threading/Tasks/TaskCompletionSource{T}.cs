using System.Collections.Generic;

namespace System.Threading.Tasks;

/// <summary>A task with a result and the means to complete it.</summary>
public class TaskCompletionSource<TResult>
{
    public TaskCompletionSource() : this(TaskCreationOptions.None) { }

    public TaskCompletionSource(TaskCreationOptions creationOptions) => Task = new(creationOptions);

    public Task<TResult> Task { get; }

    public void SetResult(TResult result) => TaskCompletionSource.Require(TrySetResult(result));
    public void SetException(Exception exception) => TaskCompletionSource.Require(TrySetException(exception));

    public void SetException(IEnumerable<Exception> exceptions)
        => TaskCompletionSource.Require(TrySetException(exceptions));

    public void SetCanceled() => TaskCompletionSource.Require(TrySetCanceled());

    public void SetCanceled(CancellationToken cancellationToken)
        => TaskCompletionSource.Require(TrySetCanceled(cancellationToken));

    /// <summary>Completes it as another task was.</summary>
    public void SetFromTask(Task<TResult> completedTask)
        => TaskCompletionSource.Require(TrySetFromTask(completedTask));

    public bool TrySetResult(TResult result) => Task.TrySetResult(result);
    public bool TrySetException(Exception exception) => Task.TrySetException(exception);

    public bool TrySetException(IEnumerable<Exception> exceptions)
        => Task.TrySetException(new AggregateException(exceptions));

    public bool TrySetCanceled() => TrySetCanceled(default);
    public bool TrySetCanceled(CancellationToken cancellationToken) => Task.TrySetCanceled(cancellationToken);

    public bool TrySetFromTask(Task<TResult> completedTask)
    {
        TaskCompletionSource.Require(completedTask.IsCompleted);
        return Task.TrySetFrom(completedTask);
    }
}
