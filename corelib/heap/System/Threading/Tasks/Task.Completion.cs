using System.Collections.Generic;

namespace System.Threading.Tasks;

/// <summary>Coming to an end, and what is done then.</summary>
public partial class Task
{
    /// <summary>Stands in the place of the continuations of a task that is over.</summary>
    private static readonly object IsOver = new();

    private object? _continuations;

    internal bool TrySetCompleted()
    {
        if (!TryClaim()) return false;
        Finish(TaskStatus.RanToCompletion);
        return true;
    }

    internal bool TrySetCanceled(CancellationToken cancellationToken)
    {
        if (!TryClaim()) return false;
        _cancellationToken = cancellationToken;
        Finish(TaskStatus.Canceled);
        return true;
    }

    internal bool TrySetException(Exception exception)
    {
        if (!TryClaim()) return false;
        FinishWith(exception);
        return true;
    }

    /// <summary>Ends as another task did; of a task with a result, that is copied too.</summary>
    internal bool TrySetFrom(Task completed) => completed.Status switch
    {
        TaskStatus.Canceled => TrySetCanceled(completed._cancellationToken),
        TaskStatus.Faulted => TrySetException(completed._exception!),
        _ => TrySetResultFrom(completed),
    };

    private protected virtual bool TrySetResultFrom(Task completed) => TrySetCompleted();

    /// <returns>Whether it is the caller who completes the task: to write what it ends with, then to finish it.</returns>
    private protected bool TryClaim()
    {
        while (true)
        {
            int status = Volatile.Read(ref _status);
            if (status is Claimed or >= (int)TaskStatus.RanToCompletion) return false;
            if (Interlocked.CompareExchange(ref _status, Claimed, status) == status) return true;
        }
    }

    /// <summary>For who has claimed it.</summary>
    private protected void FinishWith(Exception exception)
    {
        _exception = exception;
        Finish(TaskStatus.Faulted);
    }

    private protected void Finish(TaskStatus status)
    {
        Volatile.Write(ref _status, (int)status);
        RunContinuations();
    }

    /// <returns>False when the task is over already; then nothing is done.</returns>
    internal bool TryAddContinuation(ITaskContinuation continuation)
    {
        // One that was made completed has no mark.
        if (IsCompleted) return false;
        object? before = Volatile.Read(ref _continuations);
        while (true)
        {
            if (ReferenceEquals(before, IsOver)) return false;
            object? kept = WithoutAbandoned(before);
            object next = kept == null ? continuation : new ContinuationLink(continuation, kept);
            object? seen = Interlocked.CompareExchange(ref _continuations, next, before);
            if (ReferenceEquals(seen, before)) return true;
            before = seen;
        }
    }

    /// <summary>Does it when the task is over, which may be now.</summary>
    internal void Continue(ITaskContinuation continuation)
    {
        if (!TryAddContinuation(continuation)) continuation.Run(this, mayRunInline: true);
    }

    /// <summary>A task that lives long may be asked for with others many times; those questions pile up at the end.
    /// </summary>
    private static object? WithoutAbandoned(object? continuations)
    {
        while (continuations is ContinuationLink { Continuation.IsAbandoned: true } link) continuations = link.Before;
        return continuations is ITaskContinuation { IsAbandoned: true } ? null : continuations;
    }

    /// <summary>In the order in which they were added.</summary>
    private void RunContinuations()
    {
        object? all = Interlocked.Exchange(ref _continuations, IsOver);
        if (all == null) return;
        bool mayRunInline = (_options & TaskCreationOptions.RunContinuationsAsynchronously) == 0;
        if (all is ITaskContinuation only)
        {
            only.Run(this, mayRunInline);
            return;
        }
        List<ITaskContinuation> inOrder = [];
        for (; all is ContinuationLink link; all = link.Before) inOrder.Add(link.Continuation);
        inOrder.Add((ITaskContinuation)all!);
        for (int i = inOrder.Count - 1; i >= 0; i--) inOrder[i].Run(this, mayRunInline);
    }
}
