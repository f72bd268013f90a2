namespace System.Threading.Tasks;

[Flags]
public enum TaskCreationOptions
{
    None = 0,

    /// <summary>A hint without an effect here: the pool has one queue.</summary>
    PreferFairness = 1,

    /// <summary>The work keeps its thread for long, so it does not count among those of the pool.</summary>
    LongRunning = 2,

    DenyChildAttach = 8,
    HideScheduler = 16,

    /// <summary>Who completes the task does not run what waits for it.</summary>
    RunContinuationsAsynchronously = 64,
}
