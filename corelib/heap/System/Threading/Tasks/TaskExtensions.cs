namespace System.Threading.Tasks;

public static class TaskExtensions
{
    /// <summary>The inner task as if there were no outer one.</summary>
    public static Task Unwrap(this Task<Task> task)
    {
        UnwrappingTask<VoidTaskResult> whole = new();
        task.Continue(whole);
        return whole;
    }

    public static Task<TResult> Unwrap<TResult>(this Task<Task<TResult>> task)
    {
        UnwrappingTask<TResult> whole = new();
        task.Continue(whole);
        return whole;
    }
}
