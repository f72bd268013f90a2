using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>Behind <see cref="Task.Yield"/>: never over, and goes on at the end of the queue.</summary>
public readonly struct YieldAwaitable
{
    public YieldAwaiter GetAwaiter() => default;

    public readonly struct YieldAwaiter : ICriticalNotifyCompletion, IBoxAwaiter
    {
        public bool IsCompleted => false;

        public void GetResult() { }

        public void OnCompleted(Action continuation) => UnsafeOnCompleted(ExecutionContext.Wrap(continuation));

        public void UnsafeOnCompleted(Action continuation)
        {
            var context = ThreadState.SynchronizationContext;
            if (context != null) context.Post(static action => ((Action)action!)(), continuation);
            else ThreadPool.Queue(new ActionContinuation(continuation));
        }

        void IBoxAwaiter.Continue(IStateMachineBox box)
        {
            if (ThreadState.SynchronizationContext != null) UnsafeOnCompleted(box.MoveNextAction);
            else ThreadPool.Queue(box);
        }
    }
}
