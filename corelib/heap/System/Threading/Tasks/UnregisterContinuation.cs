namespace System.Threading.Tasks;

/// <summary>A token is not to keep a task that is over.</summary>
internal sealed class UnregisterContinuation(CancellationTokenRegistration registration) : ITaskContinuation
{
    public void Run(Task completed, bool mayRunInline) => _ = registration.Unregister();
}
