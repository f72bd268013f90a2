using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

namespace System.Runtime.CompilerServices;

/// <summary>Behind <c>await</c> of a value task.</summary>
public readonly struct ValueTaskAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
{
    private readonly ValueTask _task;
    private readonly bool _capturesContext;

    internal ValueTaskAwaiter(ValueTask task, bool capturesContext = true)
    {
        _task = task;
        _capturesContext = capturesContext;
    }

    public bool IsCompleted => _task.IsCompleted;

    public void GetResult() => _task.RequireSuccess();

    public void OnCompleted(Action continuation) => Continue(continuation, flowsContext: true);
    public void UnsafeOnCompleted(Action continuation) => Continue(continuation, flowsContext: false);

    private void Continue(Action continuation, bool flowsContext)
    {
        if (_task._source is null or Task)
            TaskAwaiters.Continue(
                _task.AsTask(), continuation, ValueTaskSources.OptionsOf(_capturesContext), flowsContext);
        else
            Unsafe.As<IValueTaskSource>(_task._source).OnCompleted(
                ValueTaskSources.InvokeAction, continuation, _task._token,
                ValueTaskSources.FlagsOf(_capturesContext, flowsContext));
    }

    void IBoxAwaiter.Continue(IStateMachineBox box)
    {
        if (_task._source is null or Task)
            TaskAwaiters.Continue(_task.AsTask(), box, ValueTaskSources.OptionsOf(_capturesContext));
        else
            Unsafe.As<IValueTaskSource>(_task._source).OnCompleted(
                ValueTaskSources.MoveNext, box, _task._token,
                ValueTaskSources.FlagsOf(_capturesContext, flowsContext: false));
    }
}

/// <summary>Behind <c>await</c> of a value task with a result.</summary>
public readonly struct ValueTaskAwaiter<TResult> : ICriticalNotifyCompletion, IBoxAwaiter
{
    private readonly ValueTask<TResult> _task;
    private readonly bool _capturesContext;

    internal ValueTaskAwaiter(ValueTask<TResult> task, bool capturesContext = true)
    {
        _task = task;
        _capturesContext = capturesContext;
    }

    public bool IsCompleted => _task.IsCompleted;

    public TResult GetResult() => _task.Result;

    public void OnCompleted(Action continuation) => Continue(continuation, flowsContext: true);
    public void UnsafeOnCompleted(Action continuation) => Continue(continuation, flowsContext: false);

    private void Continue(Action continuation, bool flowsContext)
    {
        if (_task._source is null or Task)
            TaskAwaiters.Continue(
                _task.AsTask(), continuation, ValueTaskSources.OptionsOf(_capturesContext), flowsContext);
        else
            Unsafe.As<IValueTaskSource<TResult>>(_task._source).OnCompleted(
                ValueTaskSources.InvokeAction, continuation, _task._token,
                ValueTaskSources.FlagsOf(_capturesContext, flowsContext));
    }

    void IBoxAwaiter.Continue(IStateMachineBox box)
    {
        if (_task._source is null or Task)
            TaskAwaiters.Continue(_task.AsTask(), box, ValueTaskSources.OptionsOf(_capturesContext));
        else
            Unsafe.As<IValueTaskSource<TResult>>(_task._source).OnCompleted(
                ValueTaskSources.MoveNext, box, _task._token,
                ValueTaskSources.FlagsOf(_capturesContext, flowsContext: false));
    }
}
