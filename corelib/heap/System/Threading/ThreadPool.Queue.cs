using System.Collections.Generic;
using System.Threading.Tasks;

namespace System.Threading;

public static partial class ThreadPool
{
    private static readonly Queue<IThreadPoolWorkItem> Waiting = new();

    public static long PendingWorkItemCount => Waiting.Count;

    internal static void Queue(IThreadPoolWorkItem item, TaskCreationOptions options = TaskCreationOptions.None)
        => Waiting.Enqueue(item);

    /// <summary>Does the work that waits longest, in the thread that has nothing better to do.</summary>
    internal static bool TryRunOne()
    {
        if (!Waiting.TryDequeue(out var item)) return false;
        item.Execute();
        return true;
    }
}
