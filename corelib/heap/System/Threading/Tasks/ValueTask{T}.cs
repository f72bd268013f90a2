using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace System.Threading.Tasks;

/// <summary>
/// A result, or a task with one, or an object that serves many such in turn. To be awaited once, or made a task of.
/// </summary>
[AsyncMethodBuilder(typeof(AsyncValueTaskMethodBuilder<>))]
public readonly struct ValueTask<TResult> : IEquatable<ValueTask<TResult>>
{
    /// <summary>Null: there is a result. Else a task or a source.</summary>
    internal readonly object? _source;
    internal readonly TResult? _result;
    internal readonly short _token;

    public ValueTask(TResult result) => _result = result;
    public ValueTask(Task<TResult> task) => _source = task;

    public ValueTask(IValueTaskSource<TResult> source, short token)
    {
        _source = source;
        _token = token;
    }

    public bool IsCompleted => Status != ValueTaskSourceStatus.Pending;
    public bool IsCompletedSuccessfully => Status == ValueTaskSourceStatus.Succeeded;
    public bool IsFaulted => Status == ValueTaskSourceStatus.Faulted;
    public bool IsCanceled => Status == ValueTaskSourceStatus.Canceled;

    private ValueTaskSourceStatus Status => _source switch
    {
        null => ValueTaskSourceStatus.Succeeded,
        Task task => ValueTaskSources.StatusOf(task),
        _ => Unsafe.As<IValueTaskSource<TResult>>(_source).GetStatus(_token),
    };

    public TResult Result => _source switch
    {
        null => _result!,
        Task<TResult> task => task.GetAwaiter().GetResult(),
        _ => Unsafe.As<IValueTaskSource<TResult>>(_source).GetResult(_token),
    };

    public Task<TResult> AsTask() => _source switch
    {
        null => Task.FromResult(_result!),
        Task<TResult> task => task,
        _ => ValueTaskSources.TaskOf(Unsafe.As<IValueTaskSource<TResult>>(_source), _token),
    };

    public ValueTask<TResult> Preserve() => _source is null or Task ? this : new(AsTask());

    public ValueTaskAwaiter<TResult> GetAwaiter() => new(this);

    public ConfiguredValueTaskAwaitable<TResult> ConfigureAwait(bool continueOnCapturedContext)
        => new(this, continueOnCapturedContext);

    public bool Equals(ValueTask<TResult> other)
        => ReferenceEquals(_source, other._source) && _token == other._token
            && EqualityComparer<TResult>.Default.Equals(_result, other._result);

    public override bool Equals(object? obj) => obj is ValueTask<TResult> other && Equals(other);
    public override int GetHashCode() => _source?.GetHashCode() ?? _result?.GetHashCode() ?? 0;
    public override string ToString() => IsCompletedSuccessfully ? Result?.ToString() ?? "" : "";
    public static bool operator ==(ValueTask<TResult> left, ValueTask<TResult> right) => left.Equals(right);
    public static bool operator !=(ValueTask<TResult> left, ValueTask<TResult> right) => !left.Equals(right);
}
