using System;
using System.Collections.Generic;
using System.Threading;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Locks: one thread at a time inside, others in turn, and nobody is forgotten.</summary>
internal static class LockTests
{
    private const int ThreadCount = 4, Rounds = 3000;

    private static readonly object Shared = new();

    private static class Slow
    {
        public static readonly int Value = Compute();

        private static int Compute()
        {
            Thread.Sleep(20);
            return ++_made;
        }
    }

    private static int _made;

    public static void Run(ref Transcript transcript)
    {
        Counting(ref transcript);
        Nesting(ref transcript);
        Trying(ref transcript);
        Conditions(ref transcript);
        TimedConditions(ref transcript);
        Queues(ref transcript);
        Constructors(ref transcript);
        Barriers(ref transcript);
    }

    /// <summary>Runs a function in several threads at once, each with its number.</summary>
    private static void Together(int count, Action<int> action)
    {
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int number = i;
            threads[i] = new(() => action(number));
        }
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    private static void Counting(ref Transcript transcript)
    {
        int byMonitor = 0, byLock = 0, inside = 0, together = 0;
        Lock plain = new();
        Together(ThreadCount, number =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                lock (Shared)
                {
                    if (++inside != 1) together++;
                    byMonitor++;
                    if (i % 64 == number) _ = Thread.Yield();
                    inside--;
                }
                lock (plain) byLock++;
            }
        });
        transcript.Case("counting").Gives(byMonitor).Gives(byLock).Gives(together).Gives(Monitor.IsEntered(Shared))
            .Gives(plain.IsHeldByCurrentThread);
        int free = 0;
        Together(ThreadCount, _ =>
        {
            for (int i = 0; i < Rounds; i++) _ = Interlocked.Increment(ref free);
        });
        transcript.Gives(free);
    }

    private static void Nesting(ref Transcript transcript)
    {
        object inner = new();
        int depth = 0;
        lock (Shared)
        {
            lock (inner)
            {
                lock (Shared) depth = Monitor.IsEntered(Shared) && Monitor.IsEntered(inner) ? 3 : 0;
                transcript.Case("nesting").Gives(depth).Gives(Monitor.IsEntered(Shared));
            }
            transcript.Gives(Monitor.IsEntered(inner)).Gives(Monitor.IsEntered(Shared));
        }
        transcript.Gives(Monitor.IsEntered(Shared)).Gives(inner.GetHashCode() == inner.GetHashCode());
    }

    private static void Trying(ref Transcript transcript)
    {
        object target = new();
        Lock plain = new();
        bool seen = true, timed = true, seenPlain = true, afterwards = false;
        lock (target)
        {
            lock (plain)
            {
                Together(1, _ =>
                {
                    seen = Monitor.TryEnter(target);
                    timed = Monitor.TryEnter(target, 5);
                    seenPlain = plain.TryEnter();
                });
            }
        }
        Together(1, _ =>
        {
            afterwards = Monitor.TryEnter(target, 1000);
            Monitor.Exit(target);
        });
        transcript.Case("trying").Gives(seen).Gives(timed).Gives(seenPlain).Gives(afterwards);
        bool taken = false;
        Monitor.TryEnter(target, ref taken);
        transcript.Gives(taken).Gives(Monitor.TryEnter(target));
        Monitor.Exit(target);
        Monitor.Exit(target);
        transcript.Gives(Monitor.IsEntered(target));
    }

    /// <summary>Two threads take turns; each turn is a wait and a pulse.</summary>
    private static void Conditions(ref Transcript transcript)
    {
        object turn = new();
        List<int> order = [];
        int next = 0;
        Together(2, number =>
        {
            for (int i = 0; i < 50; i++)
            {
                lock (turn)
                {
                    while (next != number) _ = Monitor.Wait(turn);
                    order.Add(number);
                    next = 1 - number;
                    Monitor.PulseAll(turn);
                }
            }
        });
        bool alternates = true;
        for (int i = 0; i < order.Count; i++) alternates &= order[i] == i % 2;
        transcript.Case("conditions").Gives(order.Count).Gives(alternates);
        int woken = 0, waiting = 0;
        object gate = new();
        var threads = new Thread[3];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new(() =>
            {
                lock (gate)
                {
                    lock (gate)
                    {
                        waiting++;
                        Monitor.PulseAll(gate);
                        while (woken == 0) _ = Monitor.Wait(gate);
                        woken--;
                    }
                }
            });
            threads[i].Start();
        }
        lock (gate)
        {
            while (waiting < threads.Length) _ = Monitor.Wait(gate);
            woken = threads.Length;
            Monitor.PulseAll(gate);
        }
        foreach (var thread in threads) thread.Join();
        transcript.Gives(woken);
    }

    private static void TimedConditions(ref Transcript transcript)
    {
        object target = new();
        lock (target)
        {
            transcript.Case("timed conditions").Gives(Monitor.Wait(target, 5)).Gives(Monitor.Wait(target, 0)).Gives(Monitor.IsEntered(target));
            Thread thread = new(() =>
            {
                lock (target) Monitor.Pulse(target);
            });
            thread.Start();
            transcript.Gives(Monitor.Wait(target, 60_000));
            thread.Join();
        }
    }

    /// <summary>Makers and takers of objects over a queue that is never long.</summary>
    private static void Queues(ref Transcript transcript)
    {
        Queue<string?> queue = new();
        long sum = 0;
        int taken = 0;
        Together(4, number =>
        {
            for (int i = 0; i < 500; i++)
            {
                lock (queue)
                {
                    if (number < 2)
                    {
                        while (queue.Count >= 8) _ = Monitor.Wait(queue);
                        queue.Enqueue($"{number * 1000 + i}");
                    }
                    else
                    {
                        while (queue.Count == 0) _ = Monitor.Wait(queue);
                        sum += int.Parse(queue.Dequeue()!);
                        taken++;
                    }
                    Monitor.PulseAll(queue);
                }
            }
        });
        transcript.Case("a queue").Gives(taken).Gives(sum).Gives(queue.Count);
    }

    /// <summary>A class is made ready once, and nobody sees it before.</summary>
    private static void Constructors(ref Transcript transcript)
    {
        var seen = new int[ThreadCount];
        Together(ThreadCount, number => seen[number] = Slow.Value);
        transcript.Case("class constructors").Gives(_made);
        foreach (int value in seen) transcript.Gives(value);
    }

    private static void Barriers(ref Transcript transcript)
    {
        int phases = 0, early = 0;
        var progress = new int[3];
        using Barrier barrier = new(progress.Length, _ => phases++);
        Together(progress.Length, number =>
        {
            for (int i = 1; i <= 20; i++)
            {
                progress[number] = i;
                barrier.SignalAndWait();
                foreach (int other in progress)
                    if (other < i) early++;
                barrier.SignalAndWait();
            }
        });
        transcript.Case("a barrier").Gives(phases).Gives(early).Gives(barrier.CurrentPhaseNumber).Gives(barrier.ParticipantsRemaining);
        using Barrier two = new(2);
        transcript.Gives(two.SignalAndWait(5)).Gives(two.ParticipantsRemaining);
    }
}
