namespace System.Threading.Tasks;

/// <summary>After which ends a continuation runs, and where.</summary>
[Flags]
public enum TaskContinuationOptions
{
    None = 0,
    DenyChildAttach = 8,
    HideScheduler = 16,
    RunContinuationsAsynchronously = 64,
    NotOnRanToCompletion = 0x1_0000,
    NotOnFaulted = 0x2_0000,
    NotOnCanceled = 0x4_0000,
    OnlyOnCanceled = NotOnRanToCompletion | NotOnFaulted,
    OnlyOnFaulted = NotOnRanToCompletion | NotOnCanceled,
    OnlyOnRanToCompletion = NotOnFaulted | NotOnCanceled,

    /// <summary>In the thread that completes the task.</summary>
    ExecuteSynchronously = 0x8_0000,
}
