namespace System.Threading.Tasks;

/// <summary>A delegate as what is to be done when a task is over.</summary>
internal sealed class ActionContinuation(Action action) : ITaskContinuation, IThreadPoolWorkItem
{
    public void Run(Task completed, bool mayRunInline)
    {
        if (!mayRunInline || !ThreadState.IsAnyPlace || !ThreadState.TryEnterInline())
        {
            ThreadPool.Queue(this);
            return;
        }
        action();
        ThreadState.LeaveInline();
    }

    public void Execute() => action();
}
