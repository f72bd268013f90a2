using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Tasks;

namespace System.Threading.Channels;

/// <summary>A channel over one queue and one lock.</summary>
/// <remarks>
/// Whoever finds what he needs takes it under the lock. Whoever does not stands in a line, and is told by the one who
/// brings it. A read that waits is given the element itself, so it cannot be taken from under it; those who only
/// want to know try afterwards.
/// </remarks>
internal sealed partial class QueueChannel<T> : Channel<T>
{
    private readonly object _lock = new();
    private readonly int _capacity;
    private readonly BoundedChannelFullMode _mode;
    private readonly Action<T>? _dropped;
    private readonly bool _runsInline;
    private readonly Task<VoidTaskResult> _completion;

    // Under the lock.
    private readonly Queue<T> _items = new();
    private WaitingLine<Waiter<T>, T> _reads = new();
    private WaitingLine<Waiter<bool>, bool> _readWatchers = new();
    private WaitingLine<Writing<T>, bool> _writes = new();
    private WaitingLine<Waiter<bool>, bool> _writeWatchers = new();
    private bool _isClosed;
    private Exception? _error;

    public QueueChannel(int capacity, BoundedChannelFullMode mode, Action<T>? dropped, bool runsInline)
    {
        _capacity = capacity;
        _mode = mode;
        _dropped = dropped;
        _runsInline = runsInline;
        _completion = new(
            runsInline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
        Reader = new QueueReader(this);
        Writer = new QueueWriter(this);
    }

    private bool IsOver => _isClosed && _items.Count == 0;

    /// <summary>Whether a writer would wait: only then is he told of room.</summary>
    private bool IsFull => _items.Count >= _capacity && _mode == BoundedChannelFullMode.Wait;

    private bool TryClose(Exception? error)
    {
        bool isOver;
        List<Waiter<T>>? reads;
        List<Waiter<bool>>? readWatchers, writeWatchers;
        List<Writing<T>>? writes;
        lock (_lock)
        {
            if (_isClosed) return false;
            _isClosed = true;
            _error = error;
            isOver = IsOver;
            // Somebody waits to read only when there is nothing.
            reads = _reads.TakeAll();
            readWatchers = _readWatchers.TakeAll();
            writes = _writes.TakeAll();
            writeWatchers = _writeWatchers.TakeAll();
        }
        TellClosed(reads);
        TellClosed(writes);
        TellNoMore(readWatchers);
        TellNoMore(writeWatchers);
        if (isOver) EndCompletion();
        return true;
    }

    private void EndCompletion()
    {
        if (_error is OperationCanceledException canceled) _ = _completion.TrySetCanceled(canceled.CancellationToken);
        else if (_error != null) _ = _completion.TrySetException(_error);
        else _ = _completion.TrySetResult(default);
    }

    private void TellClosed<TResult>(IEnumerable<Waiter<TResult>>? waiters)
    {
        if (waiters == null) return;
        foreach (var waiter in waiters) waiter.Tell(new ChannelClosedException(_error));
    }

    private void TellNoMore(List<Waiter<bool>>? waiters)
    {
        if (waiters == null) return;
        foreach (var waiter in waiters)
        {
            if (_error == null) waiter.Tell(false);
            else waiter.Tell(_error);
        }
    }

    private static void TellAll(List<Waiter<bool>>? watchers)
    {
        if (watchers == null) return;
        foreach (var watcher in watchers) watcher.Tell(true);
    }

    private ValueTask<bool> NoMore
        => _error == null ? new(false) : new(Task.FromException<bool>(_error));
}
