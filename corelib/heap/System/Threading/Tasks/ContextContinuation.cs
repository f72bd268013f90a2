namespace System.Threading.Tasks;

/// <summary>What is to be done where a <see cref="SynchronizationContext"/> says.</summary>
internal sealed class ContextContinuation(SynchronizationContext context, Action action) : ITaskContinuation
{
    public void Run(Task completed, bool mayRunInline)
    {
        if (mayRunInline && ReferenceEquals(ThreadState.SynchronizationContext, context) && ThreadState.TryEnterInline())
        {
            action();
            ThreadState.LeaveInline();
        }
        else context.Post(static action => ((Action)action!)(), action);
    }
}
