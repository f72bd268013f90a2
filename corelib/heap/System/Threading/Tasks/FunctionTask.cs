namespace System.Threading.Tasks;

/// <summary>Work for the pool that has a result.</summary>
internal sealed class FunctionTask<TResult>(Func<TResult> function, TaskCreationOptions options)
    : Task<TResult>(TaskStatus.WaitingToRun, options), IThreadPoolWorkItem
{
    private readonly ExecutionContext? _context = ThreadState.ExecutionContext;

    public Task Queued(CancellationToken cancellationToken)
    {
        if (!TryCancelBeforeRunning(cancellationToken)) ThreadPool.Queue(this, CreationOptions);
        return this;
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (!TryStart()) return;
        ThreadState.ExecutionContext = _context;
        _ = TrySetResult(function());
    }
}
