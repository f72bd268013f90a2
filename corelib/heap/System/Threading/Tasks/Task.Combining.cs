using System.Collections.Generic;

namespace System.Threading.Tasks;

/// <summary>One task of several.</summary>
public partial class Task
{
    public static Task WhenAll(params Task[] tasks) => WhenAll(new ReadOnlySpan<Task>(tasks));

    public static Task WhenAll(IEnumerable<Task> tasks) => WhenAll([.. tasks]);

    /// <summary>Over when all are. One that failed makes it failed, else one that was canceled makes it canceled.</summary>
    public static Task WhenAll(params ReadOnlySpan<Task> tasks)
        => tasks.IsEmpty ? CompletedTask : new AllTask(tasks.ToArray()).Started();

    public static Task<TResult[]> WhenAll<TResult>(params Task<TResult>[] tasks)
        => WhenAll(new ReadOnlySpan<Task<TResult>>(tasks));

    public static Task<TResult[]> WhenAll<TResult>(IEnumerable<Task<TResult>> tasks) => WhenAll([.. tasks]);

    public static Task<TResult[]> WhenAll<TResult>(params ReadOnlySpan<Task<TResult>> tasks)
        => tasks.IsEmpty ? FromResult<TResult[]>([]) : new AllResultsTask<TResult>(tasks.ToArray()).Started();

    public static Task<Task> WhenAny(params Task[] tasks) => FirstTask<Task>.Of(tasks);

    public static Task<Task> WhenAny(Task task1, Task task2) => FirstTask<Task>.Of([task1, task2]);

    public static Task<Task> WhenAny(IEnumerable<Task> tasks) => FirstTask<Task>.Of([.. tasks]);

    public static Task<Task> WhenAny(params ReadOnlySpan<Task> tasks) => FirstTask<Task>.Of(tasks);

    public static Task<Task<TResult>> WhenAny<TResult>(params Task<TResult>[] tasks)
        => FirstTask<Task<TResult>>.Of(tasks);

    public static Task<Task<TResult>> WhenAny<TResult>(Task<TResult> task1, Task<TResult> task2)
        => FirstTask<Task<TResult>>.Of([task1, task2]);

    public static Task<Task<TResult>> WhenAny<TResult>(IEnumerable<Task<TResult>> tasks)
        => FirstTask<Task<TResult>>.Of([.. tasks]);

    public static Task<Task<TResult>> WhenAny<TResult>(params ReadOnlySpan<Task<TResult>> tasks)
        => FirstTask<Task<TResult>>.Of(tasks);

    /// <returns>The tasks in the order in which they end.</returns>
    public static IAsyncEnumerable<Task> WhenEach(params Task[] tasks) => TasksInOrder<Task>.Of(tasks);

    public static IAsyncEnumerable<Task<TResult>> WhenEach<TResult>(params Task<TResult>[] tasks)
        => TasksInOrder<Task<TResult>>.Of(tasks);

    public static IAsyncEnumerable<Task<TResult>> WhenEach<TResult>(IEnumerable<Task<TResult>> tasks)
        => TasksInOrder<Task<TResult>>.Of([.. tasks]);

    private protected static List<Exception>? ExceptionsOf(ReadOnlySpan<Task> tasks)
    {
        List<Exception>? all = null;
        foreach (var task in tasks)
            if (task.IsFaulted) (all ??= []).AddRange(task.Exception!.InnerExceptions);
        return all;
    }

    private protected static Task? CanceledOf(ReadOnlySpan<Task> tasks)
    {
        foreach (var task in tasks)
            if (task.IsCanceled) return task;
        return null;
    }
}
