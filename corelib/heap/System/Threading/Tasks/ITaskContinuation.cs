namespace System.Threading.Tasks;

/// <summary>What is to be done when a task is over.</summary>
internal interface ITaskContinuation
{
    /// <param name="mayRunInline">Whether it may be done before this returns; else it goes to the pool.</param>
    void Run(Task completed, bool mayRunInline);

    /// <summary>Nobody waits for it any more, so that the task may forget it.</summary>
    bool IsAbandoned => false;
}
