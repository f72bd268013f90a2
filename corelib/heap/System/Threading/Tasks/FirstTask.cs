using Internal.Runtime.CompilerHelpers;

namespace System.Threading.Tasks;

/// <summary>Ends with the first of several tasks that is over, however that ended.</summary>
internal sealed class FirstTask<TTask> : Task<TTask>, ITaskContinuation where TTask : Task
{
    public static Task<TTask> Of(ReadOnlySpan<TTask> tasks)
    {
        if (tasks.IsEmpty) ThrowHelpers.ThrowArgumentException();
        foreach (var task in tasks)
            if (task.IsCompleted) return FromResult(task);
        FirstTask<TTask> first = new();
        foreach (var task in tasks)
        {
            if (first.IsCompleted) break;
            task.Continue(first);
        }
        return first;
    }

    public bool IsAbandoned => IsCompleted;

    public void Run(Task completed, bool mayRunInline) => _ = TrySetResult((TTask)completed);
}
