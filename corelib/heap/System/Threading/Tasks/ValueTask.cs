using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace System.Threading.Tasks;

/// <summary>
/// Something that is over already, or a task, or an object that serves many such in turn. To be awaited once, or made a
/// task of.
/// </summary>
[AsyncMethodBuilder(typeof(AsyncValueTaskMethodBuilder))]
public readonly struct ValueTask : IEquatable<ValueTask>
{
    /// <summary>Null: over. Else a task or a source.</summary>
    internal readonly object? _source;
    internal readonly short _token;

    public ValueTask(Task task) => _source = task;

    public ValueTask(IValueTaskSource source, short token)
    {
        _source = source;
        _token = token;
    }

    public static ValueTask CompletedTask => default;

    public static ValueTask<TResult> FromResult<TResult>(TResult result) => new(result);
    public static ValueTask FromException(Exception exception) => new(Task.FromException(exception));
    public static ValueTask<TResult> FromException<TResult>(Exception exception)
        => new(Task.FromException<TResult>(exception));

    public static ValueTask FromCanceled(CancellationToken cancellationToken)
        => new(Task.FromCanceled(cancellationToken));

    public static ValueTask<TResult> FromCanceled<TResult>(CancellationToken cancellationToken)
        => new(Task.FromCanceled<TResult>(cancellationToken));

    public bool IsCompleted => Status != ValueTaskSourceStatus.Pending;
    public bool IsCompletedSuccessfully => Status == ValueTaskSourceStatus.Succeeded;
    public bool IsFaulted => Status == ValueTaskSourceStatus.Faulted;
    public bool IsCanceled => Status == ValueTaskSourceStatus.Canceled;

    private ValueTaskSourceStatus Status => _source switch
    {
        null => ValueTaskSourceStatus.Succeeded,
        Task task => ValueTaskSources.StatusOf(task),
        _ => Unsafe.As<IValueTaskSource>(_source).GetStatus(_token),
    };

    public Task AsTask() => _source switch
    {
        null => Task.CompletedTask,
        Task task => task,
        _ => ValueTaskSources.TaskOf(Unsafe.As<IValueTaskSource>(_source), _token),
    };

    public ValueTask Preserve() => _source is null or Task ? this : new(AsTask());

    public ValueTaskAwaiter GetAwaiter() => new(this);

    public ConfiguredValueTaskAwaitable ConfigureAwait(bool continueOnCapturedContext)
        => new(this, continueOnCapturedContext);

    internal void RequireSuccess()
    {
        if (_source == null) return;
        if (_source is Task task) task.GetAwaiter().GetResult();
        else Unsafe.As<IValueTaskSource>(_source).GetResult(_token);
    }

    public bool Equals(ValueTask other) => ReferenceEquals(_source, other._source) && _token == other._token;
    public override bool Equals(object? obj) => obj is ValueTask other && Equals(other);
    public override int GetHashCode() => _source?.GetHashCode() ?? 0;
    public static bool operator ==(ValueTask left, ValueTask right) => left.Equals(right);
    public static bool operator !=(ValueTask left, ValueTask right) => !left.Equals(right);
}
