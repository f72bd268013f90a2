namespace System.Threading.Tasks.Sources;

[Flags]
public enum ValueTaskSourceOnCompletedFlags
{
    None = 0,

    /// <summary>Goes on where a <see cref="SynchronizationContext"/> says, when there is one.</summary>
    UseSchedulingContext = 1,

    /// <summary>Takes along what flows.</summary>
    FlowExecutionContext = 2,
}
