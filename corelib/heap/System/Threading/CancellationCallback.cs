namespace System.Threading;

/// <summary>Something to be done when a token is canceled: an element of its source's list.</summary>
internal sealed class CancellationCallback(Action<object?, CancellationToken> callback, object? state)
{
    public ExecutionContext? Context;
    public SynchronizationContext? Synchronization;

    // Of the source, under its lock.
    public CancellationCallback? Before;
    public CancellationCallback? After;
    public bool IsListed;

    public void Run(CancellationToken token)
    {
        if (Synchronization != null) Synchronization.Send(_ => RunHere(token), null);
        else RunHere(token);
    }

    private void RunHere(CancellationToken token)
    {
        if (Context == null) callback(state, token);
        else ExecutionContext.Run(Context, _ => callback(state, token), null);
    }
}
