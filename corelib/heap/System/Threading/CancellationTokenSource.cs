using System.Threading.Tasks;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading;

/// <summary>Decides, once, that something is not wanted any more, and tells all who asked to be told.</summary>
public partial class CancellationTokenSource : IDisposable
{
    /// <summary>Behind tokens that are canceled from the start.</summary>
    internal static readonly CancellationTokenSource Canceled = new() { _isCanceled = true };

    private readonly object _lock = new();
    private bool _isCanceled;
    private bool _isDisposed;

    /// <summary>The one that was registered last; it runs first.</summary>
    private CancellationCallback? _last;

    public bool IsCancellationRequested => Volatile.Read(ref _isCanceled);

    public CancellationToken Token
    {
        get
        {
            if (_isDisposed) ThrowHelpers.ThrowInvalidOperationException();
            return new(this);
        }
    }

    /// <summary>Runs the callbacks before it returns.</summary>
    public void Cancel()
    {
        lock (_lock)
        {
            if (_isCanceled) return;
            Volatile.Write(ref _isCanceled, true);
        }
        RunCallbacks();
    }

    public void Cancel(bool throwOnFirstException) => Cancel();

    /// <summary>Runs the callbacks in the pool.</summary>
    public Task CancelAsync()
    {
        lock (_lock)
        {
            if (_isCanceled) return Task.CompletedTask;
            Volatile.Write(ref _isCanceled, true);
        }
        return Task.Run(RunCallbacks);
    }

    public static CancellationTokenSource CreateLinkedTokenSource(CancellationToken token)
        => new LinkedTokenSource([token]);

    public static CancellationTokenSource CreateLinkedTokenSource(CancellationToken token1, CancellationToken token2)
        => new LinkedTokenSource([token1, token2]);

    public static CancellationTokenSource CreateLinkedTokenSource(params CancellationToken[] tokens)
        => new LinkedTokenSource(tokens);

    public static CancellationTokenSource CreateLinkedTokenSource(params ReadOnlySpan<CancellationToken> tokens)
        => new LinkedTokenSource(tokens);

    public void Dispose()
    {
        Dispose(disposing: true);
    }

    protected virtual void Dispose(bool disposing)
    {
        _isDisposed = true;
        _timer?.Dispose();
        ForgetCallbacks();
    }

    internal CancellationTokenRegistration Register(CancellationCallback callback)
    {
        lock (_lock)
        {
            if (!_isCanceled)
            {
                if (_isDisposed) return default;
                callback.IsListed = true;
                callback.Before = _last;
                if (_last != null) _last.After = callback;
                _last = callback;
                return new(this, callback);
            }
        }
        callback.Run(new(this));
        return default;
    }

    internal bool Unregister(CancellationCallback callback)
    {
        lock (_lock)
        {
            if (!callback.IsListed) return false;
            Unlink(callback);
            return true;
        }
    }

    private void RunCallbacks()
    {
        while (TryTakeLast(out var callback))
        {
            callback.Run(new(this));
            EndOf(callback);
        }
    }

    private bool TryTakeLast([Diagnostics.CodeAnalysis.NotNullWhen(true)] out CancellationCallback? callback)
    {
        lock (_lock)
        {
            callback = _last;
            if (callback == null) return false;
            Unlink(callback);
            BeginOf(callback);
            return true;
        }
    }

    private void ForgetCallbacks()
    {
        lock (_lock)
        {
            while (_last != null) Unlink(_last);
        }
    }

    private void Unlink(CancellationCallback callback)
    {
        if (callback.After == null) _last = callback.Before;
        else callback.After.Before = callback.Before;
        if (callback.Before != null) callback.Before.After = callback.After;
        callback.Before = callback.After = null;
        callback.IsListed = false;
    }
}
