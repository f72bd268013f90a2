using System;
using System.Threading;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>What threads wait for besides locks.</summary>
internal static class EventTests
{
    public static void Run(ref Transcript transcript)
    {
        Doors(ref transcript);
        OneAtATime(ref transcript);
        NoneIsLost(ref transcript);
        Semaphores(ref transcript);
        Countdowns(ref transcript);
        PingPong(ref transcript);
        Spinning(ref transcript);
    }

    private static void Doors(ref Transcript transcript)
    {
        using ManualResetEventSlim slim = new();
        using ManualResetEvent door = new(false);
        transcript.Case("doors").Gives(slim.Wait(0)).Gives(slim.Wait(2)).Gives(door.WaitOne(0)).Gives(slim.IsSet);
        int through = 0;
        var threads = new Thread[3];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new(() =>
            {
                slim.Wait();
                _ = door.WaitOne();
                _ = Interlocked.Increment(ref through);
            });
            threads[i].Start();
        }
        slim.Set();
        _ = door.Set();
        foreach (var thread in threads) thread.Join();
        transcript.Gives(through).Gives(slim.IsSet).Gives(slim.Wait(0)).Gives(door.WaitOne(0));
        slim.Reset();
        _ = door.Reset();
        transcript.Gives(slim.IsSet).Gives(slim.Wait(0)).Gives(door.WaitOne(0));
    }

    private static void OneAtATime(ref Transcript transcript)
    {
        using AutoResetEvent one = new(true);
        transcript.Case("one at a time").Gives(one.WaitOne(0)).Gives(one.WaitOne(0));
        _ = one.Set();
        _ = one.Set();
        transcript.Gives(one.WaitOne(0)).Gives(one.WaitOne(2));
        _ = one.Set();
        _ = one.Reset();
        transcript.Gives(one.WaitOne(0));
    }

    /// <summary>Each time that it is set while somebody waits lets one through.</summary>
    private static void NoneIsLost(ref Transcript transcript)
    {
        using AutoResetEvent one = new(false);
        int through = 0;
        var threads = new Thread[5];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new(() =>
            {
                _ = one.WaitOne();
                _ = Interlocked.Increment(ref through);
            });
            threads[i].Start();
        }
        for (int i = 1; i <= threads.Length; i++)
        {
            _ = one.Set();
            while (Volatile.Read(ref through) < i) Thread.Sleep(1);
        }
        foreach (var thread in threads) thread.Join();
        transcript.Case("none is lost").Gives(through).Gives(one.WaitOne(0));
    }

    private static void Semaphores(ref Transcript transcript)
    {
        using SemaphoreSlim semaphore = new(2, 10);
        transcript.Case("semaphores").Gives(semaphore.Wait(0)).Gives(semaphore.Wait(0)).Gives(semaphore.Wait(0)).Gives(semaphore.Wait(2))
            .Gives(semaphore.CurrentCount).Gives(semaphore.Release(3)).Gives(semaphore.CurrentCount);
        int inside = 0, most = 0;
        var threads = new Thread[6];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new(() =>
            {
                for (int round = 0; round < 100; round++)
                {
                    semaphore.Wait();
                    int now = Interlocked.Increment(ref inside);
                    if (now > 3) most = now;
                    if (round % 10 == 0) _ = Thread.Yield();
                    _ = Interlocked.Decrement(ref inside);
                    _ = semaphore.Release();
                }
            });
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
        transcript.Gives(most).Gives(semaphore.CurrentCount);
    }

    private static void Countdowns(ref Transcript transcript)
    {
        using CountdownEvent countdown = new(3);
        transcript.Case("countdowns").Gives(countdown.Signal()).Gives(countdown.CurrentCount).Gives(countdown.Wait(1));
        countdown.AddCount();
        var thread = new Thread(() => _ = countdown.Signal(3));
        thread.Start();
        countdown.Wait();
        thread.Join();
        transcript.Gives(countdown.IsSet).Gives(countdown.TryAddCount()).Gives(countdown.InitialCount);
        countdown.Reset(1);
        transcript.Gives(countdown.IsSet).Gives(countdown.Signal());
    }

    private static void PingPong(ref Transcript transcript)
    {
        using AutoResetEvent ping = new(false), pong = new(false);
        int count = 0;
        Thread thread = new(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                _ = ping.WaitOne();
                count++;
                _ = pong.Set();
            }
        });
        thread.Start();
        for (int i = 0; i < 500; i++)
        {
            _ = ping.Set();
            _ = pong.WaitOne();
        }
        thread.Join();
        transcript.Case("back and forth").Gives(count);
    }

    private static void Spinning(ref Transcript transcript)
    {
        int flag = 0;
        Thread thread = new(() => Volatile.Write(ref flag, 1));
        thread.Start();
        SpinWait.SpinUntil(() => Volatile.Read(ref flag) != 0);
        thread.Join();
        transcript.Case("spinning").Gives(flag).Gives(SpinWait.SpinUntil(() => false, 2));
    }
}
