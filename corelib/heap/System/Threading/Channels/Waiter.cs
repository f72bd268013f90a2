using System.Threading.Tasks;

namespace System.Threading.Channels;

/// <summary>Somebody who waits at a channel. He is claimed under its lock, and told outside.</summary>
internal class Waiter<TResult>(bool runsInline)
    : Task<TResult>(runsInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _registration;

    /// <summary>Gives up when the token is canceled.</summary>
    public void WatchFor(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
            _registration = cancellationToken.UnsafeRegister(
                static (waiter, token) => _ = ((Waiter<TResult>)waiter!).TrySetCanceled(token), this);
    }

    /// <returns>Whether he is still there.</returns>
    public bool TryTake() => TryClaim();

    public void Tell(TResult result)
    {
        _ = _registration.Unregister();
        FinishWith(result);
    }

    public void Tell(Exception error)
    {
        _ = _registration.Unregister();
        FinishWith(error);
    }
}
