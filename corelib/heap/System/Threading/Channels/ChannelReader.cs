using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace System.Threading.Channels;

/// <summary>The end of a channel that is read from.</summary>
public abstract class ChannelReader<T>
{
    /// <summary>Over when the channel is closed and all of it was read.</summary>
    public virtual Task Completion => Task.FromException(new NotSupportedException());

    public virtual bool CanCount => false;
    public virtual bool CanPeek => false;
    public virtual int Count => throw new NotSupportedException();

    public abstract bool TryRead([MaybeNullWhen(false)] out T item);

    public virtual bool TryPeek([MaybeNullWhen(false)] out T item)
    {
        item = default;
        return false;
    }

    /// <returns>False when the channel is closed and empty.</returns>
    public abstract ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default);

    /// <summary>For channels that are not closed while somebody reads: of one that is, there is nothing to give. Else ask
    /// <see cref="WaitToReadAsync"/> first.</summary>
    public virtual async ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            bool mayBeThere = await WaitToReadAsync(cancellationToken).ConfigureAwait(false);
            if (!mayBeThere) throw new ChannelClosedException();
            if (TryRead(out var item)) return item;
        }
    }

    /// <summary>All there is, until the channel is closed.</summary>
    public virtual async IAsyncEnumerable<T> ReadAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (TryRead(out var item)) yield return item;
        }
    }
}
