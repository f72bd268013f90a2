namespace System.Threading.Tasks;

/// <summary>The results of several tasks, in the order of the tasks.</summary>
internal sealed class AllResultsTask<TResult>(Task<TResult>[] tasks) : Task<TResult[]>, ITaskContinuation
{
    private int _left = tasks.Length;

    public Task<TResult[]> Started()
    {
        foreach (var task in tasks) task.Continue(this);
        return this;
    }

    public void Run(Task completed, bool mayRunInline)
    {
        if (Interlocked.Decrement(ref _left) != 0) return;
        if (ExceptionsOf(tasks) is { } exceptions) _ = TrySetException(new AggregateException(exceptions));
        else if (CanceledOf(tasks) is { } canceled) _ = TrySetFrom(canceled);
        else
        {
            var results = new TResult[tasks.Length];
            for (int i = 0; i < results.Length; i++) results[i] = tasks[i].ResultOrDefault;
            _ = TrySetResult(results);
        }
    }
}
