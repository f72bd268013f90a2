using System.Diagnostics.CodeAnalysis;

namespace System.Threading;

/// <summary>Says whether something is still wanted. Whoever has the source decides.</summary>
public readonly struct CancellationToken : IEquatable<CancellationToken>
{
    private readonly CancellationTokenSource? _source;

    internal CancellationToken(CancellationTokenSource? source) => _source = source;

    public CancellationToken(bool canceled) => _source = canceled ? CancellationTokenSource.Canceled : null;

    public static CancellationToken None => default;

    public bool IsCancellationRequested => _source is { IsCancellationRequested: true };
    public bool CanBeCanceled => _source != null;

    /// <summary>Ends the process when it is not wanted any more, for nothing can be thrown: to be asked where that would be a bug.
    /// Code that is to stop asks <see cref="IsCancellationRequested"/> and returns.</summary>
    public void ThrowIfCancellationRequested()
    {
        if (IsCancellationRequested) ThrowCanceled();
    }

    public CancellationTokenRegistration Register(Action callback)
        => Register(static callback => ((Action)callback!)(), callback);

    public CancellationTokenRegistration Register(Action callback, bool useSynchronizationContext)
        => Register(static callback => ((Action)callback!)(), callback, useSynchronizationContext);

    public CancellationTokenRegistration Register(Action<object?> callback, object? state)
        => Register(callback, state, useSynchronizationContext: false);

    public CancellationTokenRegistration Register(
        Action<object?> callback, object? state, bool useSynchronizationContext)
        => Register(new CancellationCallback((state, _) => callback(state), state)
        {
            Context = ThreadState.ExecutionContext,
            Synchronization = useSynchronizationContext ? ThreadState.SynchronizationContext : null,
        });

    public CancellationTokenRegistration Register(Action<object?, CancellationToken> callback, object? state)
        => Register(new CancellationCallback(callback, state) { Context = ThreadState.ExecutionContext });

    /// <summary>Without what flows along.</summary>
    public CancellationTokenRegistration UnsafeRegister(Action<object?> callback, object? state)
        => Register(new CancellationCallback((state, _) => callback(state), state));

    public CancellationTokenRegistration UnsafeRegister(Action<object?, CancellationToken> callback, object? state)
        => Register(new CancellationCallback(callback, state));

    private CancellationTokenRegistration Register(CancellationCallback callback)
        => _source?.Register(callback) ?? default;

    [DoesNotReturn]
    private void ThrowCanceled() => throw new OperationCanceledException(this);

    public bool Equals(CancellationToken other) => ReferenceEquals(_source, other._source);
    public override bool Equals(object? other) => other is CancellationToken token && Equals(token);
    public override int GetHashCode() => _source?.GetHashCode() ?? 0;
    public static bool operator ==(CancellationToken left, CancellationToken right) => left.Equals(right);
    public static bool operator !=(CancellationToken left, CancellationToken right) => !left.Equals(right);
}
