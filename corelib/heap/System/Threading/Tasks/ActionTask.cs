namespace System.Threading.Tasks;

/// <summary>Work for the pool.</summary>
internal sealed class ActionTask(Action action, TaskCreationOptions options)
    : Task(TaskStatus.WaitingToRun, options), IThreadPoolWorkItem
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
        action();
        _ = TrySetCompleted();
    }
}
