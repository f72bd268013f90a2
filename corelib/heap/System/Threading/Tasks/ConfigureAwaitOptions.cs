namespace System.Threading.Tasks;

/// <summary>How a task is awaited.</summary>
[Flags]
public enum ConfigureAwaitOptions
{
    None = 0,

    /// <summary>Goes on where a <see cref="SynchronizationContext"/> says, when there is one.</summary>
    ContinueOnCapturedContext = 1,

    /// <summary>A task that was canceled or failed is only over: whoever awaits it looks at it. Without this option such
    /// an await ends the process, because nothing can be thrown.</summary>
    SuppressThrowing = 2,

    /// <summary>Goes on later even when the task is over already.</summary>
    ForceYielding = 4,
}
