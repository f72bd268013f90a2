using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>A value task and whether its await goes on where it was begun.</summary>
public readonly struct ConfiguredValueTaskAwaitable
{
    private readonly ValueTask _task;
    private readonly bool _capturesContext;

    internal ConfiguredValueTaskAwaitable(ValueTask task, bool capturesContext)
    {
        _task = task;
        _capturesContext = capturesContext;
    }

    public ValueTaskAwaiter GetAwaiter() => new(_task, _capturesContext);
}

public readonly struct ConfiguredValueTaskAwaitable<TResult>
{
    private readonly ValueTask<TResult> _task;
    private readonly bool _capturesContext;

    internal ConfiguredValueTaskAwaitable(ValueTask<TResult> task, bool capturesContext)
    {
        _task = task;
        _capturesContext = capturesContext;
    }

    public ValueTaskAwaiter<TResult> GetAwaiter() => new(_task, _capturesContext);
}
