namespace System.Threading.Tasks;

/// <summary>Tasks that are over from the start, and work in other threads.</summary>
public partial class Task
{
    private static readonly Task Completed = new(TaskStatus.RanToCompletion);

    public static Task CompletedTask => Completed;

    public static TaskFactory Factory { get; } = new();

    public static Task<TResult> FromResult<TResult>(TResult result) => new(result);

    public static Task FromException(Exception exception) => FromException<VoidTaskResult>(exception);

    public static Task<TResult> FromException<TResult>(Exception exception)
    {
        Task<TResult> task = new();
        _ = task.TrySetException(exception);
        return task;
    }

    public static Task FromCanceled(CancellationToken cancellationToken) => FromCanceled<VoidTaskResult>(cancellationToken);

    public static Task<TResult> FromCanceled<TResult>(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested)
            Internal.Runtime.CompilerHelpers.ThrowHelpers.ThrowArgumentOutOfRangeException();
        Task<TResult> task = new();
        _ = task.TrySetCanceled(cancellationToken);
        return task;
    }

    public static Task Run(Action action, CancellationToken cancellationToken = default)
        => new ActionTask(action, TaskCreationOptions.None).Queued(cancellationToken);

    public static Task<TResult> Run<TResult>(Func<TResult> function, CancellationToken cancellationToken = default)
        => (Task<TResult>)new FunctionTask<TResult>(function, TaskCreationOptions.None).Queued(cancellationToken);

    public static Task Run(Func<Task?> function, CancellationToken cancellationToken = default)
        => Run<Task>(function!, cancellationToken).Unwrap();

    public static Task<TResult> Run<TResult>(
        Func<Task<TResult>?> function, CancellationToken cancellationToken = default)
        => Run<Task<TResult>>(function!, cancellationToken).Unwrap();

    /// <summary>Lets others run before the rest of the method.</summary>
    public static Runtime.CompilerServices.YieldAwaitable Yield() => default;
}
