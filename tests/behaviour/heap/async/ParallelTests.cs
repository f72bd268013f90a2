using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Diesis.Tests.Behaviour.Heap.Async;

/// <summary>Tasks in several threads at once, what they share, and methods whose memory is used again.</summary>
internal static class ParallelTests
{
    public static void Run(ref Transcript transcript)
    {
        Loops(ref transcript);
        Collections(ref transcript);
        Racing(ref transcript);
        Blocking(ref transcript);
        Pipelines(ref transcript);
        Pooled(ref transcript);
        Callbacks(ref transcript);
    }

    private static void Loops(ref Transcript transcript)
    {
        int[] squares = new int[1000];
        Parallel.For(0, squares.Length, i => squares[i] = i * i);
        long sum = 0;
        Parallel.ForEach(squares, square => Interlocked.Add(ref sum, square));
        int calls = 0;
        Parallel.Invoke(() => Interlocked.Increment(ref calls), () => Interlocked.Increment(ref calls), () => Interlocked.Increment(ref calls));
        Parallel.For(5, 5, _ => calls = -1);
        Parallel.For(0, 10, new ParallelOptions { MaxDegreeOfParallelism = 1 }, _ => calls++);
        transcript.Case("loops").Gives(squares.Sum(x => (long)x)).Gives(sum).Gives(calls);
        long total = 0;
        Parallel.ForEachAsync(Enumerable.Range(1, 100), new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (number, token) =>
        {
            await Task.Yield();
            _ = Interlocked.Add(ref total, number);
        }).Wait();
        transcript.Gives(total);
    }

    private static void Collections(ref Transcript transcript)
    {
        ConcurrentDictionary<int, int> counts = new();
        ConcurrentQueue<int> queue = new();
        ConcurrentStack<int> stack = new();
        ConcurrentBag<int> bag = new();
        Parallel.For(0, 2000, i =>
        {
            _ = counts.AddOrUpdate(i % 10, 1, (_, count) => count + 1);
            _ = counts.GetOrAdd(100 + i % 3, key => key);
            queue.Enqueue(i);
            stack.Push(i);
            bag.Add(i);
        });
        long taken = 0;
        Parallel.For(0, 2000, round =>
        {
            if (queue.TryDequeue(out int a)) _ = Interlocked.Add(ref taken, a);
            if (stack.TryPop(out int b)) _ = Interlocked.Add(ref taken, b);
            if (bag.TryTake(out int c)) _ = Interlocked.Add(ref taken, c);
        });
        transcript.Case("concurrent").Gives(string.Join(",", counts.OrderBy(x => x.Key))).Gives(counts.Count).Gives(taken).Gives(queue.IsEmpty).Gives(stack.IsEmpty).Gives(bag.Count).Gives(queue.TryPeek(out _)).Gives(stack.TryPop(out _));
        ConcurrentDictionary<string, int> words = new(StringComparer.OrdinalIgnoreCase) { ["One"] = 1 };
        transcript.Gives(words["ONE"]).Gives(words.TryAdd("one", 2)).Gives(words.TryUpdate("one", 5, 4)).Gives(words.TryUpdate("one", 5, 1)).Gives(words.TryRemove("oNe", out int removed)).Gives(removed).Gives(words.IsEmpty)
            .Gives(words.GetOrAdd("k", static (key, extra) => key.Length + extra, 10)).Gives(words.TryRemove(new KeyValuePair<string, int>("k", 1))).Gives(string.Join(",", words.Keys)).Gives(words.Values.Sum());
        words.Clear();
        ConcurrentQueue<int> small = new(new[] { 1, 2, 3 });
        ConcurrentStack<int> pile = new(new[] { 1, 2, 3 });
        transcript.Gives(words.Count).Gives(string.Join(",", small)).Gives(string.Join(",", pile)).Gives(pile.TryPeek(out int top)).Gives(top).Gives(string.Join(",", small.ToArray()));
    }

    /// <summary>Many complete a task at once, and only one of them does.</summary>
    private static void Racing(ref Transcript transcript)
    {
        int won = 0, seen = 0;
        for (int round = 0; round < 50; round++)
        {
            TaskCompletionSource<int> source = new();
            var waiting = Enumerable.Range(0, 4).Select(_ => Task.Run(async () => Interlocked.Add(ref seen, await source.Task > 0 ? 1 : 0))).ToArray();
            Parallel.For(1, 9, i => Interlocked.Add(ref won, source.TrySetResult(i) ? 1 : 0));
            Task.WaitAll(waiting);
        }
        transcript.Case("racing").Gives(won).Gives(seen);
    }

    /// <summary>More tasks that wait for others than there are threads.</summary>
    private static void Blocking(ref Transcript transcript)
    {
        TaskCompletionSource<int> last = new();
        var chain = last.Task;
        for (int i = 0; i < 12; i++)
        {
            var before = chain;
            chain = Task.Run(() => before.Result + 1);
        }
        _ = Task.Run(() => last.SetResult(0));
        var separate = Task.Factory.StartNew(() => 5, TaskCreationOptions.LongRunning);
        transcript.Case("blocking").Gives(chain.Result).Gives(separate.Result);
    }

    private static async Task<long> Relay(ChannelReader<long> from, ChannelWriter<long>? to)
    {
        long sum = 0;
        await foreach (long item in from.ReadAllAsync())
        {
            sum += item;
            if (to != null) await to.WriteAsync(item + 1);
        }
        to?.Complete();
        return sum;
    }

    private static void Pipelines(ref Transcript transcript)
    {
        const int Items = 2000;
        var channels = Enumerable.Range(0, 5).Select(i => Channel.CreateBounded<long>(i + 1)).ToArray();
        var relays = new Task<long>[channels.Length];
        for (int i = 0; i < channels.Length; i++)
        {
            int stage = i;
            relays[i] = Task.Run(() => Relay(channels[stage].Reader, stage + 1 < channels.Length ? channels[stage + 1].Writer : null));
        }
        var writing = Task.Run(async () =>
        {
            for (int i = 0; i < Items; i++) await channels[0].Writer.WriteAsync(i);
            channels[0].Writer.Complete();
        });
        writing.Wait();
        transcript.Case("pipeline").Gives(string.Join(",", Task.WhenAll(relays).Result));
        var shared = Channel.CreateUnbounded<int>();
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(() =>
        {
            for (int i = 0; i < 500; i++) _ = shared.Writer.TryWrite(w * 500 + i);
        })).ToArray();
        long sum = 0;
        var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(async () =>
        {
            while (await shared.Reader.WaitToReadAsync())
                while (shared.Reader.TryRead(out int item)) _ = Interlocked.Add(ref sum, item);
        })).ToArray();
        Task.WaitAll(writers);
        shared.Writer.Complete();
        Task.WaitAll(readers);
        transcript.Gives(sum).Gives(shared.Reader.Completion.Wait(60_000));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> PooledSum(Task<int> a, int b)
    {
        int first = await a;
        await Task.Yield();
        return first + b;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask PooledWait(Task task) => await task;

    private static async Task<int> SumOfPooled(int rounds)
    {
        int sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            TaskCompletionSource<int> source = new();
            var pooled = PooledSum(source.Task, i);
            source.SetResult(1);
            sum += await pooled;
            await PooledWait(Task.Delay(0));
            await PooledWait(Task.Run(() => { }));
        }
        return sum;
    }

    private static void Pooled(ref Transcript transcript)
    {
        var sums = Enumerable.Range(0, 4).Select(_ => Task.Run(() => SumOfPooled(100))).ToArray();
        transcript.Case("pooled").Gives(string.Join(",", Task.WhenAll(sums).Result));
        var waiting = PooledSum(Task.FromResult(1), 2);
        transcript.Gives(waiting.AsTask().Result);
    }

    /// <summary>Who takes a callback back while it runs waits for its end.</summary>
    private static void Callbacks(ref Transcript transcript)
    {
        int wrong = 0;
        for (int round = 0; round < 100; round++)
        {
            CancellationTokenSource source = new();
            bool isInside = false, isGone = false;
            var registration = source.Token.Register(() =>
            {
                Volatile.Write(ref isInside, true);
                Thread.Yield();
                if (Volatile.Read(ref isGone)) _ = Interlocked.Increment(ref wrong);
                Volatile.Write(ref isInside, false);
            });
            var canceling = Task.Run(source.Cancel);
            registration.Dispose();
            if (Volatile.Read(ref isInside)) _ = Interlocked.Increment(ref wrong);
            Volatile.Write(ref isGone, true);
            canceling.Wait();
        }
        transcript.Case("callbacks").Gives(wrong);
    }
}
