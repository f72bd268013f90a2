namespace System.Threading.Tasks;

/// <summary>How far a task is. The last three are final.</summary>
public enum TaskStatus
{
    Created,
    WaitingForActivation,
    WaitingToRun,
    Running,
    WaitingForChildrenToComplete,
    RanToCompletion,
    Canceled,
    Faulted,
}
