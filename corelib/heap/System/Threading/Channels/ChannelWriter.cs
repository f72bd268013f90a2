using System.Threading.Tasks;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading.Channels;

/// <summary>The end of a channel that is written to.</summary>
public abstract class ChannelWriter<T>
{
    /// <summary>Closes the channel; what was written can still be read.</summary>
    /// <param name="error">What those who read are told behind the last.</param>
    /// <returns>False when it was closed already.</returns>
    public virtual bool TryComplete(Exception? error = null) => false;

    public void Complete(Exception? error = null)
    {
        if (!TryComplete(error)) ThrowHelpers.ThrowInvalidOperationException();
    }

    /// <returns>False when there is no room, or the channel is closed.</returns>
    public abstract bool TryWrite(T item);

    /// <returns>False when the channel is closed.</returns>
    public abstract ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default);

    /// <summary>For channels that are not closed while somebody writes; else ask <see cref="WaitToWriteAsync"/> first.
    /// </summary>
    public virtual async ValueTask WriteAsync(T item, CancellationToken cancellationToken = default)
    {
        while (!TryWrite(item))
        {
            bool mayHaveRoom = await WaitToWriteAsync(cancellationToken).ConfigureAwait(false);
            if (!mayHaveRoom) throw new ChannelClosedException();
        }
    }
}
