namespace System.Threading.Tasks;

/// <summary>Work that begins when another task is over, and is told of it.</summary>
internal sealed class FollowingTask<TTask, TResult>(
    Func<TTask, TResult> function, CancellationToken cancellationToken, TaskContinuationOptions options)
    : Task<TResult>(TaskStatus.WaitingForActivation, (TaskCreationOptions)((int)options & CreationOptionsMask)),
        ITaskContinuation, IThreadPoolWorkItem
    where TTask : Task
{
    private const int CreationOptionsMask = (int)TaskCreationOptions.RunContinuationsAsynchronously;

    private readonly ExecutionContext? _context = ThreadState.ExecutionContext;
    private TTask? _before;

    public void Run(Task completed, bool mayRunInline)
    {
        if (cancellationToken.IsCancellationRequested || IsExcluded(completed))
        {
            _ = TrySetCanceled(cancellationToken);
            return;
        }
        _before = (TTask)completed;
        bool isInline = mayRunInline && (options & TaskContinuationOptions.ExecuteSynchronously) != 0;
        if (!isInline || !ThreadState.TryEnterInline())
        {
            ThreadPool.Queue(this);
            return;
        }
        Execute();
        ThreadState.LeaveInline();
    }

    public void Execute()
    {
        var context = ThreadState.ExecutionContext;
        ThreadState.ExecutionContext = _context;
        var result = function(_before!);
        ThreadState.ExecutionContext = context;
        _ = TrySetResult(result);
    }

    private bool IsExcluded(Task completed)
    {
        var excluded = completed.Status switch
        {
            TaskStatus.Faulted => TaskContinuationOptions.NotOnFaulted,
            TaskStatus.Canceled => TaskContinuationOptions.NotOnCanceled,
            _ => TaskContinuationOptions.NotOnRanToCompletion,
        };
        return (options & excluded) != 0;
    }
}
