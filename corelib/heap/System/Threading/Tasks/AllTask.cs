namespace System.Threading.Tasks;

/// <summary>Over when all of several tasks are.</summary>
internal sealed class AllTask(Task[] tasks) : Task, ITaskContinuation
{
    private int _left = tasks.Length;

    public Task Started()
    {
        foreach (var task in tasks) task.Continue(this);
        return this;
    }

    public void Run(Task completed, bool mayRunInline)
    {
        if (Interlocked.Decrement(ref _left) != 0) return;
        if (ExceptionsOf(tasks) is { } exceptions) _ = TrySetException(new AggregateException(exceptions));
        else if (CanceledOf(tasks) is { } canceled) _ = TrySetFrom(canceled);
        else _ = TrySetCompleted();
    }
}
