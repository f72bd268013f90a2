using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Communication;

/// <summary>
/// Calls that their caller does not wait for: a thread of the pool makes each. Of one connection so many are under way at most (<see cref="Window"/>), the others wait for their turn
/// without a thread.
/// </summary>
public static class AsyncCalls
{
    /// <summary>Of one connection.</summary>
    public const int Window = 8;

    private static readonly Dictionary<ulong, Line> Lines = [];
    private static int _lastNumber;

    /// <summary>The calls of a connection.</summary>
    private sealed class Line
    {
        public int Running;
        public readonly Queue<Call> Waiting = [];
    }

    /// <param name="make">Makes the call, under a number by which it can be cancelled.</param>
    /// <param name="fail">What the caller gets when it is not made.</param>
    public static ValueTask<TResult> Run<TResult>(Connection connection, Func<uint, TResult> make, Func<Status, TResult> fail, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return new(fail(Status.Cancelled));
        Call<TResult> call = new(connection, NextNumber(), make, fail);
        call.WatchFor(cancellation);
        lock (Lines)
        {
            if (!Lines.TryGetValue(call.Key, out Line? line)) Lines.Add(call.Key, line = new());
            if (line.Running == Window)
            {
                line.Waiting.Enqueue(call);
                return new(call.Task);
            }
            line.Running++;
        }
        Start(call);
        return new(call.Task);
    }

    private static uint NextNumber()
    {
        uint number = unchecked((uint)Interlocked.Increment(ref _lastNumber));
        return number == 0 ? NextNumber() : number;
    }

    /// <summary>A call is over: the next one's turn.</summary>
    private static void Finish(ulong key)
    {
        Call next;
        lock (Lines)
        {
            Line line = Lines[key];
            if (line.Waiting.Count == 0)
            {
                if (--line.Running == 0) _ = Lines.Remove(key);
                return;
            }
            next = line.Waiting.Dequeue();
        }
        Start(next);
    }

    /// <summary>The context goes along: on the host it says in which process a call is made.</summary>
    private static void Start(Call call) => _ = ThreadPool.QueueUserWorkItem(static call => call.Execute(), call, preferLocal: false);

    private abstract class Call(Connection connection, uint number)
    {
        private const int IsWaiting = 0, IsMade = 1, IsCancelled = 2;

        private CancellationTokenRegistration _registration;
        private int _state;

        public ulong Key => connection.Key;
        protected uint Number => number;

        public void WatchFor(CancellationToken cancellation)
            => _registration = cancellation.UnsafeRegister(static call => ((Call)call!).Cancel(), this);

        public void Execute()
        {
            if (Interlocked.CompareExchange(ref _state, IsMade, IsWaiting) == IsWaiting) Make();
            _ = _registration.Unregister();
            Finish(Key);
        }

        /// <summary>What has not begun does not begin; what has is the server's to end.</summary>
        private void Cancel()
        {
            if (Interlocked.CompareExchange(ref _state, IsCancelled, IsWaiting) == IsWaiting) Fail(Status.Cancelled);
            else connection.Cancel(number);
        }

        protected abstract void Make();
        protected abstract void Fail(Status status);
    }

    private sealed class Call<TResult>(Connection connection, uint number, Func<uint, TResult> make, Func<Status, TResult> fail) : Call(connection, number)
    {
        private readonly TaskCompletionSource<TResult> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<TResult> Task => _source.Task;
        protected override void Make() => _ = _source.TrySetResult(make(Number));
        protected override void Fail(Status status) => _ = _source.TrySetResult(fail(status));
    }
}
