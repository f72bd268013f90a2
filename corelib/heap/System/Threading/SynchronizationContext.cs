namespace System.Threading;

/// <summary>A place where code is to run: asynchronous code that was begun there goes on there. This one is the pool.</summary>
public class SynchronizationContext
{
    public static SynchronizationContext? Current => ThreadState.SynchronizationContext;

    public static void SetSynchronizationContext(SynchronizationContext? syncContext)
        => ThreadState.SynchronizationContext = syncContext;

    public virtual void Send(SendOrPostCallback d, object? state) => d(state);

    public virtual void Post(SendOrPostCallback d, object? state)
        => ThreadPool.Queue(new StateWorkItem<object?>(state => d(state), state));

    public virtual void OperationStarted() { }
    public virtual void OperationCompleted() { }

    public virtual SynchronizationContext CreateCopy() => new();
}
