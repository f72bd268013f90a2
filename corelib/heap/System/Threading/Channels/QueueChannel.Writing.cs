using System.Collections.Generic;
using System.Threading.Tasks;

namespace System.Threading.Channels;

internal sealed partial class QueueChannel<T>
{
    private sealed class QueueWriter(QueueChannel<T> channel) : ChannelWriter<T>
    {
        public override bool TryComplete(Exception? error = null) => channel.TryClose(error);
        public override bool TryWrite(T item) => channel.TryWrite(item) == WriteOutcome.Done;

        public override ValueTask WriteAsync(T item, CancellationToken cancellationToken = default)
            => channel.WriteAsync(item, cancellationToken);

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default)
            => channel.WaitToWriteAsync(cancellationToken);
    }

    private enum WriteOutcome
    {
        Done,
        Full,
        Closed,
    }

    private WriteOutcome TryWrite(T item)
    {
        T dropped = item;
        bool hasDropped = false;
        Waiter<T>? read;
        List<Waiter<bool>>? watchers = null;
        lock (_lock)
        {
            if (_isClosed) return WriteOutcome.Closed;
            if (!_reads.TryTake(out read))
            {
                if (IsFull) return WriteOutcome.Full;
                hasDropped = _items.Count >= _capacity;
                if (hasDropped) dropped = MakeRoom(item);
                if (!hasDropped || _mode != BoundedChannelFullMode.DropWrite) _items.Enqueue(item);
                watchers = _readWatchers.TakeAll();
            }
        }
        read?.Tell(item);
        TellAll(watchers);
        if (hasDropped) _dropped?.Invoke(dropped);
        return WriteOutcome.Done;
    }

    /// <returns>What is not in the channel any more, or will not be.</returns>
    private T MakeRoom(T item) => _mode switch
    {
        BoundedChannelFullMode.DropOldest => _items.Dequeue(),
        BoundedChannelFullMode.DropNewest => _items.DequeueLast(),
        _ => item,
    };

    private ValueTask WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        while (true)
        {
            var outcome = TryWrite(item);
            if (outcome == WriteOutcome.Done) return default;
            if (outcome == WriteOutcome.Closed) return ValueTask.FromException(new ChannelClosedException(_error));
            lock (_lock)
            {
                if (_isClosed || !IsFull) continue;
                Writing<T> write = new(item, _runsInline);
                write.WatchFor(cancellationToken);
                _writes.Add(write);
                return new(write);
            }
        }
    }

    private ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        lock (_lock)
        {
            if (_isClosed) return NoMore;
            if (!IsFull) return new(true);
            Waiter<bool> waiter = new(_runsInline);
            waiter.WatchFor(cancellationToken);
            _writeWatchers.Add(waiter);
            return new(waiter);
        }
    }
}
