using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Behaviour.Heap.Async;

/// <summary>Tasks by themselves: how they end, together and one after the other.</summary>
internal static class TaskTests
{
    public static void Run(ref Transcript transcript)
    {
        Ends(ref transcript);
        Suppressed(ref transcript);
        Combined(ref transcript);
        Continued(ref transcript);
        Pool(ref transcript);
        Each(ref transcript);
        ValueTasks(ref transcript);
    }

    private static void Tell(ref Transcript transcript, Task task)
        => transcript.Gives((int)task.Status).Gives(task.IsCompleted).Gives(task.IsFaulted).Gives(task.IsCanceled).Gives(task.Exception?.InnerException?.Message);

    private static void Ends(ref Transcript transcript)
    {
        transcript.Case("ends");
        Tell(ref transcript, Task.CompletedTask);
        Tell(ref transcript, Task.FromException(new InvalidOperationException("wrong")));
        Tell(ref transcript, Task.FromCanceled(new CancellationToken(true)));
        TaskCompletionSource<int> source = new();
        Tell(ref transcript, source.Task);
        transcript.Gives(source.TrySetException(new TimeoutException("late"))).Gives(source.TrySetCanceled());
        Tell(ref transcript, source.Task);
        TaskCompletionSource<int> canceled = new(), copy = new();
        canceled.SetCanceled();
        copy.SetFromTask(canceled.Task);
        Tell(ref transcript, copy.Task);
        TaskCompletionSource several = new();
        several.SetException([new Exception("one"), new Exception("two")]);
        transcript.Gives(several.Task.Exception!.InnerExceptions.Count).Gives(several.Task.Exception.Message);
    }

    /// <summary>How to live with tasks that did not run to completion, without catching anything.</summary>
    private static async Task<string> Outcome(Task task)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCanceled ? "canceled" : task.IsFaulted ? task.Exception!.InnerException!.Message : "well";
    }

    private static void Suppressed(ref Transcript transcript)
    {
        TaskCompletionSource<int> well = new(), failed = new(), canceled = new();
        Task<string>[] outcomes = [Outcome(well.Task), Outcome(failed.Task), Outcome(canceled.Task)];
        well.SetResult(1);
        failed.SetException(new Exception("failed"));
        canceled.SetCanceled();
        transcript.Case("suppressed");
        foreach (var outcome in outcomes) transcript.Gives(outcome.Result);
    }

    private static void Combined(ref Transcript transcript)
    {
        TaskCompletionSource<int> a = new(), b = new(), c = new();
        var all = Task.WhenAll(a.Task, b.Task);
        var any = Task.WhenAny(a.Task, b.Task);
        transcript.Case("combined").Gives(all.IsCompleted).Gives(any.IsCompleted);
        b.SetResult(2);
        transcript.Gives(all.IsCompleted).Gives(any.Result == b.Task);
        a.SetResult(1);
        transcript.Gives(string.Join(",", all.Result)).Gives(any.Result == b.Task);
        c.SetCanceled();
        var mixed = Task.WhenAll(a.Task, c.Task);
        Tell(ref transcript, mixed);
        var failed = Task.WhenAll(c.Task, Task.FromException(new Exception("x")), Task.FromException(new Exception("y")));
        Tell(ref transcript, failed);
        transcript.Gives(failed.Exception!.InnerExceptions.Count).Gives(Task.WhenAll().IsCompleted).Gives(Task.WhenAll(new List<Task<int>>()).Result.Length)
            .Gives(Task.WaitAny(new TaskCompletionSource().Task, a.Task)).Gives(Task.WhenAny(new List<Task> { c.Task, a.Task }).Result == c.Task);
        // One that lives long, asked for again and again.
        TaskCompletionSource forever = new();
        int rounds = 0;
        for (int i = 0; i < 1000; i++) rounds += Task.WhenAny(forever.Task, Task.CompletedTask).Result == forever.Task ? 0 : 1;
        for (int i = 0; i < 1000; i++)
        {
            TaskCompletionSource once = new();
            var first = Task.WhenAny(forever.Task, once.Task);
            once.SetResult();
            rounds += first.Result == once.Task ? 1 : 0;
        }
        transcript.Gives(rounds);
    }

    private static void Continued(ref Transcript transcript)
    {
        TaskCompletionSource<int> source = new();
        var next = source.Task.ContinueWith(task => task.Result * 2);
        var text = next.ContinueWith(task => "r" + task.Result, TaskContinuationOptions.ExecuteSynchronously);
        var onFailure = source.Task.ContinueWith(_ => "never", TaskContinuationOptions.OnlyOnFaulted);
        source.SetResult(21);
        transcript.Case("continued").Gives(text.Result).Gives(((Task)onFailure).ContinueWith(task => task.IsCanceled).Result);
        var failure = Task.FromException<int>(new Exception("f")).ContinueWith(task => task.Exception!.InnerException!.Message);
        transcript.Gives(failure.Result);
        int side = 0;
        Task.CompletedTask.ContinueWith(_ => { side = 5; }).Wait();
        transcript.Gives(side).Gives(Task.FromResult(Task.FromResult(9)).Unwrap().Result);
        TaskCompletionSource<Task<int>> outer = new();
        TaskCompletionSource<int> inner = new();
        var both = outer.Task.Unwrap();
        outer.SetResult(inner.Task);
        transcript.Gives(both.IsCompleted);
        inner.SetResult(8);
        transcript.Gives(both.Result);
    }

    private static void Pool(ref Transcript transcript)
    {
        int done = 0;
        var first = Task.Run(() => Interlocked.Increment(ref done));
        var second = Task.Run(() => { _ = Interlocked.Add(ref done, 10); });
        var third = Task.Run(async () =>
        {
            await Task.Yield();
            _ = Interlocked.Add(ref done, 100);
        });
        var fourth = Task.Run(async () =>
        {
            await first;
            await Task.Yield();
            return "fourth";
        });
        Task.WaitAll(first, second, third, fourth);
        transcript.Case("pool").Gives(done).Gives(fourth.Result);
        var canceled = Task.Run(() => 1, new CancellationToken(true));
        Task.WhenAny(canceled).Wait();
        transcript.Gives(canceled.IsCanceled);
        var numbers = new Task<int>[50];
        for (int i = 0; i < numbers.Length; i++)
        {
            int number = i;
            numbers[i] = Task.Run(() => number * number);
        }
        int sum = 0;
        foreach (int square in Task.WhenAll(numbers).Result) sum += square;
        transcript.Gives(sum);
        TaskCompletionSource<string> source = new();
        _ = ThreadPool.QueueUserWorkItem(state => source.SetResult("queued " + state), "state");
        transcript.Gives(source.Task.Result);
    }

    private static async Task<string> InOrder(params Task<int>[] tasks)
    {
        string order = "";
        await foreach (var task in Task.WhenEach(tasks)) order += await task;
        return order;
    }

    private static void Each(ref Transcript transcript)
    {
        TaskCompletionSource<int> a = new(), b = new(), c = new();
        var order = InOrder(a.Task, b.Task, c.Task);
        b.SetResult(2);
        c.SetResult(3);
        a.SetResult(1);
        transcript.Case("each").Gives(order.Result).Gives(InOrder().Result);
    }

    private static void ValueTasks(ref Transcript transcript)
    {
        ValueTask<int> ready = new(5), empty = default;
        TaskCompletionSource<int> source = new();
        ValueTask<int> waiting = new(source.Task);
        transcript.Case("value tasks").Gives(ready.Result).Gives(empty.Result).Gives(waiting.IsCompleted).Gives(ready == new ValueTask<int>(5)).Gives(ready.AsTask().Result)
            .Gives(ReferenceEquals(waiting.AsTask(), source.Task)).Gives(ready.ToString()).Gives(ValueTask.CompletedTask.IsCompletedSuccessfully)
            .Gives(ValueTask.FromException<int>(new Exception()).IsFaulted).Gives(ValueTask.FromCanceled(new CancellationToken(true)).IsCanceled).Gives(ValueTask.FromResult("r").Result);
        source.SetResult(7);
        transcript.Gives(waiting.Result).Gives(default(ValueTask).AsTask().IsCompleted);
    }
}
