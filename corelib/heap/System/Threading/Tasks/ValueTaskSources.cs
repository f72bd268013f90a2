using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace System.Threading.Tasks;

/// <summary>What is behind value tasks.</summary>
internal static class ValueTaskSources
{
    public static readonly Action<object?> InvokeAction = static action => ((Action)action!)();
    public static readonly Action<object?> MoveNext = static box => ((IStateMachineBox)box!).MoveNext();

    public static ValueTaskSourceStatus StatusOf(Task task) => task.Status switch
    {
        TaskStatus.RanToCompletion => ValueTaskSourceStatus.Succeeded,
        TaskStatus.Canceled => ValueTaskSourceStatus.Canceled,
        TaskStatus.Faulted => ValueTaskSourceStatus.Faulted,
        _ => ValueTaskSourceStatus.Pending,
    };

    public static Task TaskOf(IValueTaskSource source, short token) => new SourceTask(source, token).Started();

    public static Task<TResult> TaskOf<TResult>(IValueTaskSource<TResult> source, short token)
        => new SourceTask<TResult>(source, token).Started();

    public static ConfigureAwaitOptions OptionsOf(bool continueOnCapturedContext)
        => continueOnCapturedContext ? ConfigureAwaitOptions.ContinueOnCapturedContext : ConfigureAwaitOptions.None;

    public static ValueTaskSourceOnCompletedFlags FlagsOf(bool continueOnCapturedContext, bool flowsContext)
        => (continueOnCapturedContext ? ValueTaskSourceOnCompletedFlags.UseSchedulingContext : 0)
            | (flowsContext ? ValueTaskSourceOnCompletedFlags.FlowExecutionContext : 0);
}
