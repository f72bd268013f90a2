namespace System.Threading.Tasks;

/// <summary>Work for when a task is over.</summary>
public partial class Task
{
    public Task ContinueWith(
        Action<Task> continuationAction, CancellationToken cancellationToken = default,
        TaskContinuationOptions continuationOptions = TaskContinuationOptions.None)
        => ContinueWith(
            task =>
            {
                continuationAction(task);
                return default(VoidTaskResult);
            },
            cancellationToken, continuationOptions);

    public Task ContinueWith(Action<Task> continuationAction, TaskContinuationOptions continuationOptions)
        => ContinueWith(continuationAction, default, continuationOptions);

    public Task<TResult> ContinueWith<TResult>(
        Func<Task, TResult> continuationFunction, CancellationToken cancellationToken = default,
        TaskContinuationOptions continuationOptions = TaskContinuationOptions.None)
    {
        FollowingTask<Task, TResult> following = new(continuationFunction, cancellationToken, continuationOptions);
        Continue(following);
        return following;
    }

    public Task<TResult> ContinueWith<TResult>(
        Func<Task, TResult> continuationFunction, TaskContinuationOptions continuationOptions)
        => ContinueWith(continuationFunction, default, continuationOptions);
}

public partial class Task<TResult>
{
    public Task ContinueWith(
        Action<Task<TResult>> continuationAction, CancellationToken cancellationToken = default,
        TaskContinuationOptions continuationOptions = TaskContinuationOptions.None)
        => ContinueWith(
            task =>
            {
                continuationAction(task);
                return default(VoidTaskResult);
            },
            cancellationToken, continuationOptions);

    public Task ContinueWith(Action<Task<TResult>> continuationAction, TaskContinuationOptions continuationOptions)
        => ContinueWith(continuationAction, default, continuationOptions);

    public Task<TNewResult> ContinueWith<TNewResult>(
        Func<Task<TResult>, TNewResult> continuationFunction, CancellationToken cancellationToken = default,
        TaskContinuationOptions continuationOptions = TaskContinuationOptions.None)
    {
        FollowingTask<Task<TResult>, TNewResult> following
            = new(continuationFunction, cancellationToken, continuationOptions);
        Continue(following);
        return following;
    }

    public Task<TNewResult> ContinueWith<TNewResult>(
        Func<Task<TResult>, TNewResult> continuationFunction, TaskContinuationOptions continuationOptions)
        => ContinueWith(continuationFunction, default, continuationOptions);
}
