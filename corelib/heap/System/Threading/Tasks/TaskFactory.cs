namespace System.Threading.Tasks;

/// <summary>Makes tasks with options.</summary>
public class TaskFactory
{
    public Task StartNew(
        Action action, CancellationToken cancellationToken = default,
        TaskCreationOptions creationOptions = TaskCreationOptions.None)
        => new ActionTask(action, creationOptions).Queued(cancellationToken);

    public Task StartNew(Action action, TaskCreationOptions creationOptions)
        => StartNew(action, default, creationOptions);

    public Task<TResult> StartNew<TResult>(
        Func<TResult> function, CancellationToken cancellationToken = default,
        TaskCreationOptions creationOptions = TaskCreationOptions.None)
        => (Task<TResult>)new FunctionTask<TResult>(function, creationOptions).Queued(cancellationToken);

    public Task<TResult> StartNew<TResult>(Func<TResult> function, TaskCreationOptions creationOptions)
        => StartNew(function, default, creationOptions);
}
