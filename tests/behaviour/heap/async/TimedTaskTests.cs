using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Diesis.Tests.Behaviour.Heap.Async;

/// <summary>Tasks that wait for time. What is shorter than a minute is short; nothing here depends on how short.</summary>
internal static class TimedTaskTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    public static void Run(ref Transcript transcript)
    {
        Delays(ref transcript);
        Cancellation(ref transcript);
        Patience(ref transcript);
        Timers(ref transcript);
        Periods(ref transcript);
        Semaphores(ref transcript);
    }

    private static async Task<string> After(int milliseconds, string text, List<string> log)
    {
        await Task.Delay(milliseconds);
        lock (log) log.Add(text);
        return text;
    }

    private static void Delays(ref Transcript transcript)
    {
        List<string> log = [];
        transcript.Case("delays").Gives(Task.Delay(0).IsCompleted).Gives(Task.WhenAll(After(20, "b", log), After(1, "a", log)).Result.Length).Gives(log.Count);
        var never = Task.Delay(Long);
        transcript.Gives(never.Wait(0)).Gives(never.Wait(5)).Gives(Task.WaitAny([never, Task.Delay(1)])).Gives(Task.WaitAny([never], 1)).Gives(Task.WaitAll([never], 1)).Gives(never.IsCompleted);
        long before = Environment.TickCount64;
        Task.Delay(30).Wait();
        transcript.Gives(Environment.TickCount64 - before >= 25);
        var many = new Task[200];
        for (int i = 0; i < many.Length; i++) many[i] = Task.Delay(1 + i * 7 % 13);
        Task.WaitAll(many);
        transcript.Gives(true);
    }

    private static void Cancellation(ref Transcript transcript)
    {
        using CancellationTokenSource source = new();
        var delay = Task.Delay(Long, source.Token);
        source.Cancel();
        Task.WhenAny(delay).Wait();
        transcript.Case("canceled").Gives(delay.IsCanceled).Gives(Task.Delay(5, source.Token).IsCanceled);
        using CancellationTokenSource timed = new(1), later = new();
        TaskCompletionSource told = new();
        _ = timed.Token.Register(told.SetResult);
        told.Task.Wait();
        later.CancelAfter(Long);
        later.CancelAfter(1);
        Task.WhenAny(Task.Delay(Long, later.Token)).Wait();
        using CancellationTokenSource reset = new();
        reset.CancelAfter(Long);
        transcript.Gives(timed.IsCancellationRequested).Gives(later.IsCancellationRequested).Gives(reset.TryReset()).Gives(reset.IsCancellationRequested).Gives(timed.TryReset());
    }

    private static void Patience(ref Transcript transcript)
    {
        TaskCompletionSource<int> source = new();
        using CancellationTokenSource cancellation = new();
        var timedOut = source.Task.WaitAsync(TimeSpan.FromMilliseconds(1));
        var canceled = source.Task.WaitAsync(Long, cancellation.Token);
        var patient = source.Task.WaitAsync(Long);
        var plain = ((Task)source.Task).WaitAsync(cancellation.Token);
        Task.WhenAny(timedOut).Wait();
        cancellation.Cancel();
        Task.WhenAny(canceled).Wait();
        Task.WhenAny(plain).Wait();
        source.SetResult(6);
        transcript.Case("patience").Gives(timedOut.Exception!.InnerException is TimeoutException).Gives(canceled.IsCanceled).Gives(plain.IsCanceled).Gives(patient.Result).Gives(source.Task.WaitAsync(Long).Result);
    }

    private static void Timers(ref Transcript transcript)
    {
        TaskCompletionSource<object?> once = new();
        int calls = 0;
        using CountdownEvent several = new(3);
        using Timer single = new(once.SetResult, "state", 1, Timeout.Infinite);
        using Timer repeated = new(_ =>
        {
            if (Interlocked.Increment(ref calls) <= 3) several.Signal();
        }, null, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
        several.Wait();
        transcript.Case("timers").Gives((string?)once.Task.Result).Gives(calls >= 3).Gives(repeated.Change(Timeout.Infinite, Timeout.Infinite));
        using Timer changed = new(_ => calls = -100, null, Long, Long);
        changed.Dispose();
        transcript.Gives(calls > 0);
    }

    private static async Task<string> Tick(PeriodicTimer timer, int most)
    {
        int ticks = 0;
        while (await timer.WaitForNextTickAsync())
            if (++ticks == most) timer.Dispose();
        return "ticks " + ticks;
    }

    private static void Periods(ref Transcript transcript)
    {
        PeriodicTimer slow = new(Long);
        var waiting = slow.WaitForNextTickAsync().AsTask();
        slow.Dispose();
        transcript.Case("periods").Gives(Tick(new(TimeSpan.FromMilliseconds(1)), 3).Result).Gives(waiting.Result).Gives(slow.WaitForNextTickAsync().Result).Gives(slow.Period.Ticks);
        using PeriodicTimer other = new(Long);
        using CancellationTokenSource source = new();
        var canceled = other.WaitForNextTickAsync(source.Token).AsTask();
        source.Cancel();
        Task.WhenAny(canceled).Wait();
        transcript.Gives(canceled.IsCanceled);
    }

    private static async Task<int> Guarded(SemaphoreSlim semaphore, int[] inside, int rounds)
    {
        int most = 0;
        for (int i = 0; i < rounds; i++)
        {
            await semaphore.WaitAsync();
            most = Math.Max(most, Interlocked.Increment(ref inside[0]));
            await Task.Yield();
            _ = Interlocked.Decrement(ref inside[0]);
            _ = semaphore.Release();
        }
        return most;
    }

    private static void Semaphores(ref Transcript transcript)
    {
        using SemaphoreSlim semaphore = new(1, 2);
        transcript.Case("semaphores").Gives(semaphore.WaitAsync().IsCompletedSuccessfully).Gives(semaphore.WaitAsync(0).Result).Gives(semaphore.WaitAsync(1).Result).Gives(semaphore.CurrentCount);
        var first = semaphore.WaitAsync();
        var second = semaphore.WaitAsync(Long);
        using CancellationTokenSource source = new();
        var third = semaphore.WaitAsync(source.Token);
        source.Cancel();
        Task.WhenAny(third).Wait();
        transcript.Gives(first.IsCompleted).Gives(third.IsCanceled).Gives(semaphore.Release());
        first.Wait();
        _ = semaphore.Release();
        transcript.Gives(second.Result).Gives(semaphore.CurrentCount).Gives(semaphore.Release(2)).Gives(semaphore.Wait(0)).Gives(semaphore.CurrentCount);
        using SemaphoreSlim gate = new(2);
        int[] inside = [0];
        int most = 0;
        foreach (int seen in Task.WhenAll(Guarded(gate, inside, 50), Guarded(gate, inside, 50), Guarded(gate, inside, 50), Guarded(gate, inside, 50)).Result) most = Math.Max(most, seen);
        transcript.Gives(most <= 2).Gives(gate.CurrentCount);
    }
}
