namespace System.Threading.Tasks;

/// <summary>Ends as a task does that another one ends with.</summary>
internal sealed class UnwrappingTask<TResult> : Task<TResult>, ITaskContinuation
{
    private bool _isFollowing;

    public void Run(Task completed, bool mayRunInline)
    {
        if (_isFollowing || !completed.IsCompletedSuccessfully)
        {
            _ = TrySetFrom(completed);
            return;
        }
        Task? inner = completed is Task<Task<TResult>> outer
            ? outer.ResultOrDefault
            : ((Task<Task>)completed).ResultOrDefault;
        _isFollowing = true;
        // A function may answer with none.
        if (inner == null) _ = TrySetCanceled(new CancellationToken(canceled: true));
        else inner.Continue(this);
    }

    private protected override bool TrySetResultFrom(Task completed)
        => completed is Task<TResult> ? base.TrySetResultFrom(completed) : TrySetResult(default!);
}
