using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>How the awaiters of tasks go on.</summary>
internal static class TaskAwaiters
{
    public static void Continue(Task task, IStateMachineBox box, ConfigureAwaitOptions options)
    {
        if (IsForced(task, options)) ThreadPool.Queue(box);
        else if (TryGetContext(options, out var context))
            task.Continue(new ContextContinuation(context, box.MoveNextAction));
        else task.Continue(box);
    }

    /// <summary>The same with a delegate, which takes the execution context along only when that is wanted.</summary>
    public static void Continue(Task task, Action continuation, ConfigureAwaitOptions options, bool flowsContext)
    {
        if (flowsContext) continuation = ExecutionContext.Wrap(continuation);
        if (TryGetContext(options, out var context)) task.Continue(new ContextContinuation(context, continuation));
        else if (IsForced(task, options)) ThreadPool.Queue(new ActionContinuation(continuation));
        else task.Continue(new ActionContinuation(continuation));
    }

    private static bool IsForced(Task task, ConfigureAwaitOptions options)
        => (options & ConfigureAwaitOptions.ForceYielding) != 0 && task.IsCompleted;

    private static bool TryGetContext(
        ConfigureAwaitOptions options,
        [Diagnostics.CodeAnalysis.NotNullWhen(true)] out SynchronizationContext? context)
    {
        context = (options & ConfigureAwaitOptions.ContinueOnCapturedContext) != 0
            ? ThreadState.SynchronizationContext
            : null;
        return context != null;
    }
}
