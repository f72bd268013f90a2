using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Diesis.Tests.Behaviour.Heap.Async;

/// <summary>Channels, and sequences whose elements come in time.</summary>
internal static class ChannelTests
{
    public static void Run(ref Transcript transcript)
    {
        Unbounded(ref transcript);
        Bounded(ref transcript);
        foreach (var mode in new[] { BoundedChannelFullMode.DropNewest, BoundedChannelFullMode.DropOldest, BoundedChannelFullMode.DropWrite }) Dropping(ref transcript, mode);
        Closing(ref transcript);
        Canceling(ref transcript);
        Piping(ref transcript);
        Iterators(ref transcript);
    }

    private static void Unbounded(ref Transcript transcript)
    {
        var channel = Channel.CreateUnbounded<string>();
        transcript.Case("unbounded").Gives(channel.Reader.TryRead(out _)).Gives(channel.Writer.TryWrite("a")).Gives(channel.Reader.TryPeek(out string? peeked)).Gives(peeked)
            .Gives(channel.Reader.Count).Gives(channel.Reader.CanCount).Gives(channel.Reader.CanPeek).Gives(channel.Reader.ReadAsync().Result).Gives(channel.Reader.Count);
        var first = channel.Reader.ReadAsync().AsTask();
        var second = channel.Reader.ReadAsync().AsTask();
        var watch = channel.Reader.WaitToReadAsync().AsTask();
        transcript.Gives(first.IsCompleted).Gives(channel.Writer.WriteAsync("b").IsCompletedSuccessfully);
        channel.Writer.WriteAsync("c").AsTask().Wait();
        transcript.Gives(first.Result).Gives(second.Result).Gives(watch.IsCompleted);
        _ = channel.Writer.TryWrite("d");
        transcript.Gives(watch.Result).Gives(channel.Writer.WaitToWriteAsync().Result).Gives(channel.Reader.TryRead(out string? last)).Gives(last);
    }

    private static void Bounded(ref Transcript transcript)
    {
        var channel = Channel.CreateBounded<int>(2);
        transcript.Case("bounded").Gives(channel.Writer.TryWrite(1)).Gives(channel.Writer.TryWrite(2)).Gives(channel.Writer.TryWrite(3));
        var write = channel.Writer.WriteAsync(3).AsTask();
        var room = channel.Writer.WaitToWriteAsync().AsTask();
        transcript.Gives(write.IsCompleted).Gives(room.IsCompleted).Gives(channel.Reader.TryRead(out int item)).Gives(item);
        write.Wait();
        transcript.Gives(room.IsCompleted).Gives(channel.Reader.Count).Gives(channel.Reader.ReadAsync().Result);
        transcript.Gives(room.Result).Gives(channel.Writer.TryWrite(4)).Gives(channel.Writer.TryWrite(5)).Gives(channel.Reader.ReadAsync().Result).Gives(channel.Reader.ReadAsync().Result);
    }

    private static void Dropping(ref Transcript transcript, BoundedChannelFullMode mode)
    {
        List<int> dropped = [];
        var channel = Channel.CreateBounded<int>(new BoundedChannelOptions(2) { FullMode = mode }, dropped.Add);
        for (int i = 1; i <= 4; i++) _ = channel.Writer.TryWrite(i);
        transcript.Case("dropping").Gives((int)mode).Gives(string.Join(",", dropped)).Gives(channel.Writer.WaitToWriteAsync().Result);
        while (channel.Reader.TryRead(out int item)) transcript.Gives(item);
    }

    private static void Closing(ref Transcript transcript)
    {
        var channel = Channel.CreateUnbounded<int>();
        _ = channel.Writer.TryWrite(1);
        transcript.Case("closing").Gives(channel.Writer.TryComplete()).Gives(channel.Writer.TryComplete()).Gives(channel.Writer.TryWrite(2)).Gives(channel.Writer.WaitToWriteAsync().Result)
            .Gives(channel.Reader.Completion.IsCompleted).Gives(channel.Reader.WaitToReadAsync().Result).Gives(channel.Reader.TryRead(out int item)).Gives(item)
            .Gives(channel.Reader.WaitToReadAsync().Result);
        channel.Reader.Completion.Wait();
        transcript.Gives(channel.Reader.Completion.IsCompletedSuccessfully);
        var failing = Channel.CreateBounded<int>(1);
        var watch = failing.Reader.WaitToReadAsync().AsTask();
        var read = failing.Reader.ReadAsync().AsTask();
        _ = failing.Writer.TryComplete(new InvalidOperationException("broken"));
        Task.WhenAny(watch).Wait();
        Task.WhenAny(read).Wait();
        Task.WhenAny(failing.Reader.Completion).Wait();
        transcript.Gives(watch.Exception!.InnerException!.Message).Gives(read.Exception!.InnerException is ChannelClosedException).Gives(failing.Reader.Completion.Exception!.InnerException!.Message)
            .Gives(read.Exception.InnerException!.InnerException!.Message);
        var full = Channel.CreateBounded<int>(1);
        _ = full.Writer.TryWrite(1);
        var write = full.Writer.WriteAsync(2).AsTask();
        var room = full.Writer.WaitToWriteAsync().AsTask();
        full.Writer.Complete();
        Task.WhenAny(write).Wait();
        transcript.Gives(write.Exception!.InnerException is ChannelClosedException).Gives(room.Result).Gives(full.Reader.TryRead(out item)).Gives(item);
    }

    private static void Canceling(ref Transcript transcript)
    {
        var channel = Channel.CreateBounded<int>(1);
        using CancellationTokenSource source = new();
        var read = channel.Reader.ReadAsync(source.Token).AsTask();
        var watch = channel.Reader.WaitToReadAsync(source.Token).AsTask();
        source.Cancel();
        Task.WhenAny(Task.WhenAll(read, watch)).Wait();
        transcript.Case("canceling").Gives(read.IsCanceled).Gives(watch.IsCanceled).Gives(channel.Writer.TryWrite(1)).Gives(channel.Reader.ReadAsync(source.Token).IsCanceled);
        using CancellationTokenSource other = new();
        var write = channel.Writer.WriteAsync(2, other.Token).AsTask();
        other.Cancel();
        Task.WhenAny(write).Wait();
        transcript.Gives(write.IsCanceled).Gives(channel.Reader.TryRead(out int item)).Gives(item).Gives(channel.Reader.TryRead(out item));
        // Many who give up, and one who does not.
        var patient = channel.Reader.ReadAsync().AsTask();
        for (int i = 0; i < 100; i++)
        {
            using CancellationTokenSource soon = new();
            _ = channel.Reader.WaitToReadAsync(soon.Token).AsTask();
            soon.Cancel();
        }
        _ = channel.Writer.TryWrite(9);
        transcript.Gives(patient.Result);
    }

    private static async Task Produce(ChannelWriter<int> writer, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await writer.WriteAsync(i);
            if (i % 7 == 0) await Task.Yield();
        }
        writer.Complete();
    }

    private static async Task<long> Consume(ChannelReader<int> reader)
    {
        long sum = 0;
        await foreach (int item in reader.ReadAllAsync()) sum = unchecked(sum * 31 + item);
        return sum;
    }

    private static void Piping(ref Transcript transcript)
    {
        foreach (int capacity in new[] { 1, 3, 100 })
        {
            var channel = Channel.CreateBounded<int>(capacity);
            var producing = Task.Run(() => Produce(channel.Writer, 500));
            var consuming = Task.Run(() => Consume(channel.Reader));
            producing.Wait();
            transcript.Case("piping").Of(capacity).Gives(consuming.Result);
        }
    }

    private static async IAsyncEnumerable<int> Numbers(int count, Task start, List<string> log)
    {
        try
        {
            await start;
            for (int i = 0; i < count; i++)
            {
                yield return i;
                await Task.Yield();
            }
        }
        finally
        {
            log.Add("finally");
        }
    }

    private static async IAsyncEnumerable<string> Words(IAsyncEnumerable<int> numbers, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
    {
        await foreach (int number in numbers.ConfigureAwait(false))
        {
            if (token.IsCancellationRequested) yield break;
            yield return "w" + number;
        }
    }

    private static async Task<string> Collect(IAsyncEnumerable<string> words, int most, CancellationTokenSource? source = null)
    {
        List<string> all = [];
        await foreach (string word in words.WithCancellation(source?.Token ?? default))
        {
            all.Add(word);
            if (all.Count == most) break;
            if (all.Count == 2) source?.Cancel();
        }
        return string.Join(" ", all);
    }

    private static void Iterators(ref Transcript transcript)
    {
        List<string> log = [];
        TaskCompletionSource start = new();
        var collecting = Collect(Words(Numbers(5, start.Task, log)), 10);
        transcript.Case("iterators").Gives(collecting.IsCompleted);
        start.SetResult();
        transcript.Gives(collecting.Result).Gives(log.Count).Gives(Collect(Words(Numbers(5, Task.CompletedTask, log)), 3).Result).Gives(log.Count)
            .Gives(Collect(Words(Numbers(5, Task.CompletedTask, log)), 9, new()).Result).Gives(log.Count);
        var twice = Words(Numbers(2, Task.CompletedTask, log));
        transcript.Gives(Collect(twice, 9).Result + Collect(twice, 9).Result);
    }
}
