namespace System.Threading.Tasks;

/// <summary>Somebody who waits in a line. He is claimed under its lock, and told outside.</summary>
internal class Waiter<TResult>(bool runsInline)
    : Task<TResult>(runsInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _registration;

    /// <summary>Gives up when the token is canceled.</summary>
    public void WatchFor(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return;
        _registration = cancellationToken.UnsafeRegister(
            static (waiter, token) => _ = ((Waiter<TResult>)waiter!).TrySetCanceled(token), this);
        // He may have been told already, by somebody who found no registration.
        if (IsCompleted) _ = _registration.Unregister();
    }

    /// <returns>Whether he is still there.</returns>
    public bool TryTake() => TryClaim();

    public void Tell(TResult result)
    {
        End();
        FinishWith(result);
    }

    public void Tell(Exception error)
    {
        End();
        FinishWith(error);
    }

    private protected virtual void End() => _ = _registration.Unregister();
}
