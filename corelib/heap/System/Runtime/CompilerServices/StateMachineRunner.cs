using System.Threading;
using System.Threading.Tasks;

namespace System.Runtime.CompilerServices;

/// <summary>What all builders of async methods have in common.</summary>
internal static class StateMachineRunner
{
    /// <summary>Runs an async method up to its first await that has to wait. What it sets for its thread ends with it.
    /// </summary>
    public static void Start<TStateMachine>(ref TStateMachine stateMachine) where TStateMachine : IAsyncStateMachine
    {
        var context = ThreadState.ExecutionContext;
        var synchronization = ThreadState.SynchronizationContext;
        stateMachine.MoveNext();
        ThreadState.ExecutionContext = context;
        ThreadState.SynchronizationContext = synchronization;
    }

    public static void Await<TAwaiter>(ref TAwaiter awaiter, IStateMachineBox box) where TAwaiter : INotifyCompletion
    {
        if (awaiter is IBoxAwaiter) ((IBoxAwaiter)awaiter).Continue(box);
        else awaiter.OnCompleted(box.MoveNextAction);
    }

    public static void AwaitUnsafe<TAwaiter>(ref TAwaiter awaiter, IStateMachineBox box)
        where TAwaiter : ICriticalNotifyCompletion
    {
        if (awaiter is IBoxAwaiter) ((IBoxAwaiter)awaiter).Continue(box);
        else awaiter.UnsafeOnCompleted(box.MoveNextAction);
    }

    /// <summary>Goes on with a method now, or in the pool where this thread is no place for it.</summary>
    public static void Resume(IStateMachineBox box, bool mayRunInline)
    {
        if (!mayRunInline || !ThreadState.IsAnyPlace || !ThreadState.TryEnterInline())
        {
            ThreadPool.Queue(box);
            return;
        }
        box.MoveNext();
        ThreadState.LeaveInline();
    }
}
