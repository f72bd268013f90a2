namespace System.Threading.Tasks;

/// <summary>A continuation of a task that has several, the last one first.</summary>
internal sealed class ContinuationLink(ITaskContinuation continuation, object? before)
{
    public readonly ITaskContinuation Continuation = continuation;

    /// <summary>A link, a continuation, or null.</summary>
    public readonly object? Before = before;
}
