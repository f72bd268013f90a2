using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Behaviour.Heap.Async;

/// <summary>Tokens, callbacks, and what flows along with asynchronous code.</summary>
internal static class CancellationTests
{
    private static readonly AsyncLocal<string?> Name = new();

    public static void Run(ref Transcript transcript)
    {
        Tokens(ref transcript);
        Callbacks(ref transcript);
        Linked(ref transcript);
        Locals(ref transcript);
        Contexts(ref transcript);
    }

    private static void Tokens(ref Transcript transcript)
    {
        CancellationToken none = default;
        using CancellationTokenSource source = new();
        var token = source.Token;
        transcript.Case("tokens").Gives(none.CanBeCanceled).Gives(none.IsCancellationRequested).Gives(new CancellationToken(true).IsCancellationRequested).Gives(new CancellationToken(false).CanBeCanceled)
            .Gives(token.CanBeCanceled).Gives(token.IsCancellationRequested).Gives(token == source.Token).Gives(token == none).Gives(token.GetHashCode() == source.Token.GetHashCode());
        source.Cancel();
        source.Cancel();
        transcript.Gives(token.IsCancellationRequested).Gives(source.IsCancellationRequested);
    }

    private static void Callbacks(ref Transcript transcript)
    {
        List<string> log = [];
        CancellationTokenSource source = new();
        var first = source.Token.Register(() => log.Add("first"));
        var second = source.Token.Register(state => log.Add("second " + state), "s");
        var third = source.Token.UnsafeRegister((state, token) => log.Add("third " + state + token.IsCancellationRequested), 3);
        transcript.Case("callbacks").Gives(second.Unregister()).Gives(second.Unregister()).Gives(third.Token == source.Token).Gives(first == second).Gives(first.Equals(first));
        _ = source.Token.Register(() => source.Token.Register(() => log.Add("inner")));
        source.Cancel();
        third.Dispose();
        _ = source.Token.Register(() => log.Add("late"));
        transcript.Gives(string.Join(", ", log)).Gives(first.Unregister());
        source.Dispose();
        CancellationTokenSource inPool = new();
        _ = inPool.Token.Register(() => log.Add("pool"));
        inPool.CancelAsync().Wait();
        transcript.Gives(log[^1]);
    }

    private static void Linked(ref Transcript transcript)
    {
        CancellationTokenSource a = new(), b = new();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(a.Token, b.Token);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(b.Token, new CancellationToken(true));
        var separate = CancellationTokenSource.CreateLinkedTokenSource(a.Token);
        separate.Dispose();
        transcript.Case("linked").Gives(both.IsCancellationRequested).Gives(given.IsCancellationRequested);
        b.Cancel();
        transcript.Gives(both.IsCancellationRequested).Gives(a.IsCancellationRequested);
        a.Cancel();
        transcript.Gives(separate.IsCancellationRequested);
    }

    private static async Task<string> Inner(Task task)
    {
        Name.Value += "+inner";
        await task;
        string before = Name.Value;
        Name.Value = "changed";
        await Task.Yield();
        return before + "/" + Name.Value;
    }

    private static void Locals(ref Transcript transcript)
    {
        Name.Value = "outer";
        TaskCompletionSource source = new();
        var inner = Inner(source.Task);
        transcript.Case("locals").Gives(Name.Value);
        Name.Value = "meanwhile";
        source.SetResult();
        transcript.Gives(inner.Result).Gives(Name.Value).Gives(Task.Run(() => Name.Value).Result);
        Name.Value = null;
        transcript.Gives(Task.Run(() => Name.Value).Result);
    }

    /// <summary>A thread that does what is posted, in order, when it is told to.</summary>
    private sealed class Loop : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = [];

        public int PostCount { get; private set; }
        public int Operations { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            PostCount++;
            _posted.Enqueue((d, state));
        }

        public override void OperationStarted() => Operations++;
        public override void OperationCompleted() => Operations--;

        public void RunAll()
        {
            while (_posted.TryDequeue(out var next)) next.Callback(next.State);
        }
    }

    private static async Task<string> InLoop(Task task, List<string> log)
    {
        await task;
        log.Add("context " + (SynchronizationContext.Current is Loop));
        await task.ConfigureAwait(false);
        await Task.Yield();
        log.Add("posted");
        return "done";
    }

    private static async void Forgotten(Task task, List<string> log)
    {
        await task;
        log.Add("forgotten");
    }

    private static void Contexts(ref Transcript transcript)
    {
        List<string> log = [];
        Loop loop = new();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(loop);
        TaskCompletionSource source = new(), other = new();
        var task = InLoop(source.Task, log);
        Forgotten(other.Task, log);
        int operations = loop.Operations;
        SynchronizationContext.SetSynchronizationContext(null);
        source.SetResult();
        other.SetResult();
        transcript.Case("contexts").Gives(log.Count).Gives(operations).Gives(loop.PostCount);
        SynchronizationContext.SetSynchronizationContext(loop);
        loop.RunAll();
        SynchronizationContext.SetSynchronizationContext(before);
        transcript.Gives(string.Join(", ", log)).Gives(task.Result).Gives(loop.Operations).Gives(loop.PostCount).Gives(SynchronizationContext.Current == null);
    }
}
