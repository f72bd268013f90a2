using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Diesis.Tests.Behaviour.Heap.Async;

/// <summary>Async methods and the tasks that they answer with. Every completion is made by hand, so the order of all is known.</summary>
internal static class AsyncTests
{
    public static void Run(ref Transcript transcript)
    {
        Synchronous(ref transcript);
        Suspended(ref transcript);
        Nested(ref transcript);
        Finally(ref transcript);
        Order(ref transcript);
        Deep(ref transcript);
        Generic(ref transcript);
    }

    private static async Task<int> Sum(int a, Task<int> b) => a + await b;

    private static async ValueTask<string> Text(Task<int> number) => "n" + await number.ConfigureAwait(false);

    private static async Task Nothing() => await Task.CompletedTask;

    private static void Synchronous(ref Transcript transcript)
    {
        var sum = Sum(1, Task.FromResult(2));
        var text = Text(Task.FromResult(5));
        transcript.Case("synchronous").Gives(sum.IsCompletedSuccessfully).Gives(sum.Result).Gives(text.IsCompletedSuccessfully).Gives(text.Result).Gives((int)Nothing().Status)
            .Gives((int)sum.Status).Gives(sum.IsFaulted).Gives(sum.IsCanceled).Gives(sum.Exception == null);
        // What a method without a wait allocates: nothing.
        transcript.Gives(ReferenceEquals(Done(true), Done(true))).Gives(ReferenceEquals(Done(false), Done(true)));
    }

    private static async Task<bool> Done(bool value)
    {
        await default(ValueTask);
        return value;
    }

    private static void Suspended(ref Transcript transcript)
    {
        TaskCompletionSource<int> source = new();
        var sum = Sum(10, source.Task);
        var text = Text(source.Task);
        transcript.Case("suspended").Gives(sum.IsCompleted).Gives((int)sum.Status).Gives(text.IsCompleted);
        source.SetResult(32);
        transcript.Gives(sum.Result).Gives(text.Result).Gives(source.TrySetResult(1)).Gives(source.Task.Result);
        TaskCompletionSource empty = new();
        var after = After(empty.Task);
        transcript.Gives(after.IsCompleted);
        empty.SetResult();
        transcript.Gives(after.Result).Gives(after.IsCompletedSuccessfully);
    }

    private static async Task<string> After(Task task)
    {
        await task;
        return "after";
    }

    private static async Task<int> Count(int depth, Task<int> last) => depth == 0 ? await last : 1 + await Count(depth - 1, last);

    private static void Nested(ref Transcript transcript)
    {
        TaskCompletionSource<int> source = new();
        var count = Count(20, source.Task);
        transcript.Case("nested").Gives(count.IsCompleted);
        source.SetResult(100);
        transcript.Gives(count.Result);
        var task = Loop(new[] { Task.FromResult(1), Task.FromResult(2), Task.FromResult(3) });
        transcript.Gives(task.Result);
    }

    private static async Task<int> Loop(IEnumerable<Task<int>> tasks)
    {
        int sum = 0;
        foreach (var task in tasks) sum = sum * 10 + await task;
        return sum;
    }

    private sealed class Resource(List<string> log, string name) : IDisposable, IAsyncDisposable
    {
        public void Dispose() => log.Add("end of " + name);

        public async ValueTask DisposeAsync()
        {
            await Task.CompletedTask;
            log.Add("async end of " + name);
        }
    }

    private static async Task Use(List<string> log, Task task)
    {
        using Resource plain = new(log, "plain");
        await using Resource other = new(log, "other");
        try
        {
            await task;
            log.Add("body");
        }
        finally
        {
            await Task.CompletedTask;
            log.Add("finally");
        }
    }

    private static void Finally(ref Transcript transcript)
    {
        List<string> log = [];
        TaskCompletionSource source = new();
        var use = Use(log, source.Task);
        transcript.Case("finally").Gives(log.Count);
        source.SetResult();
        use.Wait();
        transcript.Gives(string.Join(", ", log));
    }

    private static async Task Note(List<int> log, int number, Task task)
    {
        await task;
        lock (log) log.Add(number);
    }

    private static void Order(ref Transcript transcript)
    {
        List<int> log = [];
        TaskCompletionSource source = new();
        Task[] all = [Note(log, 1, source.Task), Note(log, 2, source.Task), Note(log, 3, source.Task), Note(log, 4, Note(log, 5, source.Task))];
        source.SetResult();
        Task.WaitAll(all);
        // Who goes on first is nobody's promise, but for who waits for another of them.
        transcript.Case("order").Gives(log.IndexOf(5) < log.IndexOf(4));
        log.Sort();
        transcript.Gives(string.Join(",", log));
    }

    private static async Task<int> Chain(Task<int> before) => await before + 1;

    /// <summary>More than fit on a stack inside one another.</summary>
    private static void Deep(ref Transcript transcript)
    {
        const int Length = 30_000;
        TaskCompletionSource<int> source = new();
        var last = source.Task;
        for (int i = 0; i < Length; i++) last = Chain(last);
        source.SetResult(0);
        transcript.Case("deep").Gives(last.Result);
    }

    private static async Task<TResult> Apply<TSource, TResult>(Task<TSource> task, Func<TSource, Task<TResult>> function) => await function(await task);

    private static void Generic(ref Transcript transcript)
    {
        TaskCompletionSource<string> source = new();
        var length = Apply(source.Task, async text =>
        {
            await Task.Yield();
            return text.Length;
        });
        source.SetResult("seven c");
        transcript.Case("generic").Gives(length.Result);
        Func<int, Task<(int, string)>> pair = async x => (await Task.FromResult(x), "x");
        transcript.Gives(pair(4).Result.ToString());
    }
}
