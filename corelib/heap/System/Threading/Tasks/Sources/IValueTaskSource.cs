namespace System.Threading.Tasks.Sources;

/// <summary>What stands behind a <see cref="ValueTask"/> that is no task: an object that serves many in turn. The token says
/// which of them is meant.</summary>
public interface IValueTaskSource
{
    ValueTaskSourceStatus GetStatus(short token);

    void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags);

    /// <summary>Once only: the object may serve the next one then.</summary>
    void GetResult(short token);
}

public interface IValueTaskSource<out TResult>
{
    ValueTaskSourceStatus GetStatus(short token);

    void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags);

    TResult GetResult(short token);
}
