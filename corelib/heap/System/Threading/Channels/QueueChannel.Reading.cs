using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace System.Threading.Channels;

internal sealed partial class QueueChannel<T>
{
    private sealed class QueueReader(QueueChannel<T> channel) : ChannelReader<T>
    {
        public override Task Completion => channel._completion;
        public override bool CanCount => true;
        public override bool CanPeek => true;

        public override int Count
        {
            get
            {
                lock (channel._lock) return channel._items.Count;
            }
        }

        public override bool TryPeek([MaybeNullWhen(false)] out T item)
        {
            lock (channel._lock) return channel._items.TryPeek(out item);
        }

        public override bool TryRead([MaybeNullWhen(false)] out T item) => channel.TryRead(out item);

        public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
            => channel.ReadAsync(cancellationToken);

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
            => channel.WaitToReadAsync(cancellationToken);
    }

    private bool TryRead([MaybeNullWhen(false)] out T item)
    {
        Writing<T>? write = null;
        List<Waiter<bool>>? watchers = null;
        bool isOver;
        lock (_lock)
        {
            if (!_items.TryDequeue(out item)) return false;
            // The room goes to who waits with something to write; else to whoever is quick enough.
            if (_writes.TryTake(out write)) _items.Enqueue(write.Item);
            else watchers = _writeWatchers.TakeAll();
            isOver = IsOver;
        }
        write?.Tell(true);
        TellAll(watchers);
        if (isOver) EndCompletion();
        return true;
    }

    private ValueTask<T> ReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        while (true)
        {
            if (TryRead(out var item)) return new(item);
            lock (_lock)
            {
                if (_items.Count != 0) continue;
                if (_isClosed) return ValueTask.FromException<T>(new ChannelClosedException(_error));
                Waiter<T> waiter = new(_runsInline);
                waiter.WatchFor(cancellationToken);
                _reads.Add(waiter);
                return new(waiter);
            }
        }
    }

    private ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        lock (_lock)
        {
            if (_items.Count != 0) return new(true);
            if (_isClosed) return NoMore;
            Waiter<bool> waiter = new(_runsInline);
            waiter.WatchFor(cancellationToken);
            _readWatchers.Add(waiter);
            return new(waiter);
        }
    }
}
