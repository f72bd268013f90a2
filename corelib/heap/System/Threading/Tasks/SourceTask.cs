using System.Threading.Tasks.Sources;

namespace System.Threading.Tasks;

/// <summary>A task of what a source does once.</summary>
internal sealed class SourceTask(IValueTaskSource source, short token) : Task
{
    public Task Started()
    {
        source.OnCompleted(
            static task => ((SourceTask)task!).Complete(), this, token, ValueTaskSourceOnCompletedFlags.None);
        return this;
    }

    private void Complete()
    {
        if (source.GetStatus(token) == ValueTaskSourceStatus.Canceled)
        {
            _ = TrySetCanceled(default);
            return;
        }
        source.GetResult(token);
        _ = TrySetCompleted();
    }
}

internal sealed class SourceTask<TResult>(IValueTaskSource<TResult> source, short token) : Task<TResult>
{
    public Task<TResult> Started()
    {
        source.OnCompleted(
            static task => ((SourceTask<TResult>)task!).Complete(), this, token, ValueTaskSourceOnCompletedFlags.None);
        return this;
    }

    private void Complete()
    {
        if (source.GetStatus(token) == ValueTaskSourceStatus.Canceled) _ = TrySetCanceled(default);
        else _ = TrySetResult(source.GetResult(token));
    }
}
