namespace System.Threading.Tasks;

/// <summary>A thread that waits for a task.</summary>
internal sealed class BlockedThread : ITaskContinuation
{
    private readonly ManualResetEventSlim _isOver = new();

    public bool IsAbandoned { get; private set; }

    /// <returns>False when the time came first.</returns>
    public bool Wait(int milliseconds)
    {
        ThreadPool.BeginBlocking();
        bool isOver = _isOver.Wait(milliseconds);
        ThreadPool.EndBlocking();
        IsAbandoned = !isOver;
        return isOver;
    }

    public void Run(Task completed, bool mayRunInline) => _isOver.Set();
}
