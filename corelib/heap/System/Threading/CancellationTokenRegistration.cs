using System.Threading.Tasks;

namespace System.Threading;

/// <summary>A callback that waits for a token to be canceled. Disposing of it takes it away, and waits for it to end when it
/// runs in another thread.</summary>
public readonly struct CancellationTokenRegistration : IEquatable<CancellationTokenRegistration>, IDisposable,
    IAsyncDisposable
{
    private readonly CancellationTokenSource? _source;
    private readonly CancellationCallback? _callback;

    internal CancellationTokenRegistration(CancellationTokenSource source, CancellationCallback callback)
    {
        _source = source;
        _callback = callback;
    }

    public CancellationToken Token => new(_source);

    /// <returns>Whether it will not run.</returns>
    public bool Unregister() => _callback != null && _source!.Unregister(_callback);

    public void Dispose()
    {
        if (_callback != null && !Unregister()) _source!.WaitFor(_callback);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public bool Equals(CancellationTokenRegistration other) => ReferenceEquals(_callback, other._callback);
    public override bool Equals(object? obj) => obj is CancellationTokenRegistration other && Equals(other);
    public override int GetHashCode() => _callback?.GetHashCode() ?? 0;

    public static bool operator ==(CancellationTokenRegistration left, CancellationTokenRegistration right)
        => left.Equals(right);

    public static bool operator !=(CancellationTokenRegistration left, CancellationTokenRegistration right)
        => !left.Equals(right);
}
