using System.Threading.Tasks;

namespace System.Threading;

/// <summary>Threads for work that is not worth a thread of its own.</summary>
public static partial class ThreadPool
{
    public static bool QueueUserWorkItem(WaitCallback callBack) => QueueUserWorkItem(callBack, null);

    public static bool QueueUserWorkItem(WaitCallback callBack, object? state)
        => QueueUserWorkItem(state => callBack(state), state, preferLocal: false);

    /// <param name="preferLocal">A hint without an effect here: there is one queue.</param>
    public static bool QueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal)
    {
        Queue(new StateWorkItem<TState>(callBack, state, ThreadState.ExecutionContext));
        return true;
    }

    /// <summary>Without what flows along.</summary>
    public static bool UnsafeQueueUserWorkItem<TState>(Action<TState> callBack, TState state, bool preferLocal)
    {
        Queue(new StateWorkItem<TState>(callBack, state));
        return true;
    }

    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem callBack, bool preferLocal)
    {
        Queue(callBack);
        return true;
    }
}
