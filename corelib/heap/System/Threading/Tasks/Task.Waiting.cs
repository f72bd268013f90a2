using Internal.Runtime.CompilerHelpers;

namespace System.Threading.Tasks;

/// <summary>Threads that wait for tasks.</summary>
public partial class Task
{
    /// <summary>Waits, and requires that the task ran to completion.</summary>
    public void Wait()
    {
        WaitToBeOver();
        RequireSuccess();
    }

    public static void WaitAll(params Task[] tasks) => WaitAll(new ReadOnlySpan<Task>(tasks));

    public static void WaitAll(params ReadOnlySpan<Task> tasks) => WhenAll(tasks).Wait();

    /// <returns>The number of the first one that is over.</returns>
    public static int WaitAny(params Task[] tasks)
    {
        var first = WhenAny(tasks);
        first.WaitToBeOver();
        return Array.IndexOf(tasks, first.ResultOrDefault);
    }

    internal void WaitToBeOver()
    {
        while (!IsCompleted)
        {
            if (!ThreadPool.TryRunOne()) ThrowHelpers.FailFast("waits for a task that nobody can complete");
        }
    }
}
