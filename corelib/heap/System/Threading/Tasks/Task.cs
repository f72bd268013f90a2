using System.Diagnostics.CodeAnalysis;

namespace System.Threading.Tasks;

/// <summary>
/// Something that will be over. Once it is, it stays so: it ran to completion, was canceled, or failed with an exception.
/// </summary>
/// <remarks>
/// An exception is an object that says what went wrong; it is stored and looked at, never thrown. A task fails when somebody says
/// so (<see cref="TaskCompletionSource.SetException(Exception)"/>). To await a task that was canceled or failed, or
/// to ask for its result, ends the process, as an unhandled exception would: ask <see cref="IsCompletedSuccessfully"/>
/// first, after <see cref="ConfigureAwaitOptions.SuppressThrowing"/>.
/// <para>
/// The status is claimed by one compare-and-swap, by whoever completes the task; then the result is written, then the
/// final status. Continuations are a list that is pushed to by compare-and-swap, and replaced by a mark when the task is over.
/// </para>
/// </remarks>
public partial class Task : IDisposable
{
    /// <summary>Of a task that somebody is completing; outside it counts as waiting.</summary>
    private const int Claimed = -1;

    private static int _lastId;

    private int _status;
    private int _id;
    private readonly TaskCreationOptions _options;
    private Exception? _exception;
    private CancellationToken _cancellationToken;

    /// <summary>Of a task that somebody else completes.</summary>
    internal Task(TaskCreationOptions options = TaskCreationOptions.None)
        : this(TaskStatus.WaitingForActivation, options) { }

    private protected Task(TaskStatus status, TaskCreationOptions options = TaskCreationOptions.None)
    {
        _status = (int)status;
        _options = options;
    }

    public TaskStatus Status
    {
        get
        {
            int status = Volatile.Read(ref _status);
            return status == Claimed ? TaskStatus.WaitingForActivation : (TaskStatus)status;
        }
    }

    public bool IsCompleted => Volatile.Read(ref _status) >= (int)TaskStatus.RanToCompletion;
    public bool IsCompletedSuccessfully => Status == TaskStatus.RanToCompletion;
    public bool IsCanceled => Status == TaskStatus.Canceled;
    public bool IsFaulted => Status == TaskStatus.Faulted;

    /// <summary>Why the task failed; null of every other task.</summary>
    public AggregateException? Exception
        => !IsFaulted ? null : _exception as AggregateException ?? new AggregateException(_exception!);

    public TaskCreationOptions CreationOptions => _options;

    /// <summary>A number that no other task has, given at the first question.</summary>
    public int Id => _id != 0 ? _id : TakeId();

    public Runtime.CompilerServices.TaskAwaiter GetAwaiter() => new(this);

    public Runtime.CompilerServices.ConfiguredTaskAwaitable ConfigureAwait(bool continueOnCapturedContext)
        => new(this, continueOnCapturedContext ? ConfigureAwaitOptions.ContinueOnCapturedContext : default);

    public Runtime.CompilerServices.ConfiguredTaskAwaitable ConfigureAwait(ConfigureAwaitOptions options)
        => new(this, options);

    /// <summary>There is nothing to give back.</summary>
    public void Dispose() { }

    private int TakeId()
    {
        _ = Interlocked.CompareExchange(ref _id, Interlocked.Increment(ref _lastId), 0);
        return _id;
    }

    /// <summary>What the language calls where it would throw.</summary>
    internal void RequireSuccess()
    {
        if (!IsCompletedSuccessfully) ThrowFailure();
    }

    [DoesNotReturn]
    private void ThrowFailure()
    {
        if (IsCanceled) throw new TaskCanceledException();
        throw _exception is AggregateException { InnerException: { } first } ? first : _exception!;
    }
}
