namespace System.Threading;

/// <summary>A delegate and its argument as work, with what flows along.</summary>
internal sealed class StateWorkItem<TState>(Action<TState> callback, TState state, ExecutionContext? context = null)
    : IThreadPoolWorkItem
{
    public void Execute()
    {
        ThreadState.ExecutionContext = context;
        callback(state);
    }
}
