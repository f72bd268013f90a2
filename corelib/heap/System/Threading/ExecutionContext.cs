using System.Collections.Generic;

namespace System.Threading;

/// <summary>
/// The values of all <see cref="AsyncLocal{T}"/> at one place. It never changes: setting a value makes another one.
/// No object at all stands for one without values.
/// </summary>
public sealed class ExecutionContext
{
    private static readonly ExecutionContext Empty = new([]);

    private readonly Dictionary<object, object?> _values;

    private ExecutionContext(Dictionary<object, object?> values) => _values = values;

    public static ExecutionContext? Capture() => ThreadState.ExecutionContext ?? Empty;

    public static void Run(ExecutionContext executionContext, ContextCallback callback, object? state)
    {
        var context = ThreadState.ExecutionContext;
        var synchronization = ThreadState.SynchronizationContext;
        ThreadState.ExecutionContext = executionContext;
        callback(state);
        ThreadState.ExecutionContext = context;
        ThreadState.SynchronizationContext = synchronization;
    }

    public static void Restore(ExecutionContext executionContext) => ThreadState.ExecutionContext = executionContext;

    internal static object? ValueOf(object local)
    {
        object? value = null;
        _ = ThreadState.ExecutionContext?._values.TryGetValue(local, out value);
        return value;
    }

    internal static void SetValue(object local, object? value)
    {
        Dictionary<object, object?> values = [];
        if (ThreadState.ExecutionContext is { } before)
            foreach (var (key, old) in before._values) values.Add(key, old);
        values[local] = value;
        ThreadState.ExecutionContext = new(values);
    }

    /// <returns>The action, run with what is set here now.</returns>
    internal static Action Wrap(Action action)
    {
        var context = ThreadState.ExecutionContext;
        return context == null ? action : () => Run(context, static action => ((Action)action!)(), action);
    }
}
