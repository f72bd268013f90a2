using System.Runtime.ExceptionServices;
using Internal.Runtime.CompilerHelpers;

namespace System.Threading.Tasks.Sources;

/// <summary>The inside of an object behind <see cref="ValueTask{TResult}"/>s that it completes by hand, one after the other.
/// </summary>
public struct ManualResetValueTaskSourceCore<TResult>
{
    private static readonly Action<object?> IsOver = _ => { };

    /// <summary>Null; then what is to be done; at the end the mark above.</summary>
    private Action<object?>? _continuation;
    private object? _state;
    private SynchronizationContext? _synchronization;
    private ExecutionContext? _context;
    private Exception? _exception;
    private TResult? _result;
    private short _version;
    private bool _isCompleted;

    /// <summary>Whether what waits runs in the pool, not in the thread that completes.</summary>
    public bool RunContinuationsAsynchronously { get; set; }

    /// <summary>The token of the present one.</summary>
    public readonly short Version => _version;

    /// <summary>For the next one; whoever has the token of the last finds it out of date.</summary>
    public void Reset()
    {
        bool isAsynchronous = RunContinuationsAsynchronously;
        short version = unchecked((short)(_version + 1));
        this = default;
        _version = version;
        RunContinuationsAsynchronously = isAsynchronous;
    }

    public void SetResult(TResult result)
    {
        _result = result;
        Complete();
    }

    public void SetException(Exception error)
    {
        _exception = error;
        Complete();
    }

    public readonly ValueTaskSourceStatus GetStatus(short token)
    {
        Require(token);
        if (!Volatile.Read(in _isCompleted)) return ValueTaskSourceStatus.Pending;
        return _exception switch
        {
            null => ValueTaskSourceStatus.Succeeded,
            OperationCanceledException => ValueTaskSourceStatus.Canceled,
            _ => ValueTaskSourceStatus.Faulted,
        };
    }

    public readonly TResult GetResult(short token)
    {
        Require(token);
        if (!_isCompleted) ThrowHelpers.ThrowInvalidOperationException();
        if (_exception != null) ExceptionDispatchInfo.Throw(_exception);
        return _result!;
    }

    public void OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        Require(token);
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0)
            _context = ThreadState.ExecutionContext;
        if ((flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0)
            _synchronization = ThreadState.SynchronizationContext;
        _state = state;
        var before = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (before == null) return;
        if (!ReferenceEquals(before, IsOver)) ThrowHelpers.ThrowInvalidOperationException();
        // It was completed meanwhile.
        Dispatch(continuation, mayRunInline: false);
    }

    private void Complete()
    {
        if (_isCompleted) ThrowHelpers.ThrowInvalidOperationException();
        Volatile.Write(ref _isCompleted, true);
        var continuation = Interlocked.CompareExchange(ref _continuation, IsOver, null);
        if (continuation != null) Dispatch(continuation, mayRunInline: !RunContinuationsAsynchronously);
    }

    private readonly void Dispatch(Action<object?> continuation, bool mayRunInline)
    {
        object? state = _state;
        if (_synchronization != null)
            _synchronization.Post(_context == null ? new(continuation) : InContext(continuation, _context), state);
        else if (mayRunInline && ThreadState.IsAnyPlace && ThreadState.TryEnterInline())
        {
            if (_context == null) continuation(state);
            else ExecutionContext.Run(_context, new(continuation), state);
            ThreadState.LeaveInline();
        }
        else ThreadPool.Queue(new StateWorkItem<object?>(continuation, state, _context));
    }

    private static SendOrPostCallback InContext(Action<object?> continuation, ExecutionContext context)
        => state => ExecutionContext.Run(context, new(continuation), state);

    private readonly void Require(short token)
    {
        if (token != _version) ThrowHelpers.ThrowInvalidOperationException();
    }
}
