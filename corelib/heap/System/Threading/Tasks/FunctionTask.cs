namespace System.Threading.Tasks;

/// <summary>Work for the pool that has a result.</summary>
internal sealed class FunctionTask<TResult>(Func<TResult> function, TaskCreationOptions options)
    : Task<TResult>(TaskStatus.WaitingToRun, options), IThreadPoolWorkItem
{
    public Task Queued(CancellationToken cancellationToken)
    {
        if (!TryCancelBeforeRunning(cancellationToken)) ThreadPool.Queue(this, CreationOptions);
        return this;
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (TryStart()) _ = TrySetResult(function());
    }
}
