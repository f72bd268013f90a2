using System.Collections.Generic;
using Internal.Runtime.Threading;

namespace System.Threading;

/// <summary>What is to happen, the next first, and the thread that waits for it. It is there while there is something to wait
/// for, and a little longer.</summary>
internal static class TimerQueue
{
    private const int IdleMilliseconds = 10_000;

    /// <summary>What an element says that is not in the queue.</summary>
    public const int Nowhere = -1;

    private static readonly object Gate = new();

    /// <summary>A heap: an element is due no later than those at twice its number plus one and plus two.</summary>
    private static readonly List<ITimed> Heap = [];
    private static bool _hasThread;

    /// <param name="milliseconds">From now on; it may be in the queue already, and is then moved.</param>
    public static void Set(ITimed timed, int milliseconds)
    {
        bool isToStart;
        lock (Gate)
        {
            _ = Take(timed);
            if (milliseconds == Timeout.Infinite) return;
            timed.DueAt = milliseconds == 0 ? ThreadPlatform.Now : Timeout.DeadlineIn(milliseconds);
            Put(timed);
            isToStart = !_hasThread;
            _hasThread = true;
            if (timed.Place == 0) Monitor.Pulse(Gate);
        }
        if (isToStart) new Thread(Run) { IsBackground = true, Name = "timers" }.Start();
    }

    /// <returns>Whether it was there.</returns>
    public static bool Remove(ITimed timed)
    {
        lock (Gate) return Take(timed);
    }

    private static void Run()
    {
        lock (Gate)
        {
            while (true)
            {
                if (Heap.Count == 0)
                {
                    if (Monitor.Wait(Gate, IdleMilliseconds) || Heap.Count != 0) continue;
                    _hasThread = false;
                    return;
                }
                var first = Heap[0];
                int left = Timeout.MillisecondsUntil(first.DueAt);
                if (left != 0)
                {
                    _ = Monitor.Wait(Gate, left);
                    continue;
                }
                _ = Take(first);
                first.Fire();
            }
        }
    }

    /// <summary>For who fires and is to fire again: the queue is locked already.</summary>
    public static void PutAgain(ITimed timed, int milliseconds)
    {
        timed.DueAt = Timeout.DeadlineIn(milliseconds);
        Put(timed);
    }

    private static void Put(ITimed timed)
    {
        Heap.Add(timed);
        timed.Place = Heap.Count - 1;
        Rise(timed);
    }

    private static bool Take(ITimed timed)
    {
        int place = timed.Place;
        if (place == Nowhere) return false;
        var last = Heap[^1];
        Heap.RemoveAt(Heap.Count - 1);
        timed.Place = Nowhere;
        if (ReferenceEquals(last, timed)) return true;
        Heap[place] = last;
        last.Place = place;
        Rise(last);
        Sink(last);
        return true;
    }

    private static void Rise(ITimed timed)
    {
        while (timed.Place != 0)
        {
            var above = Heap[(timed.Place - 1) / 2];
            if (above.DueAt <= timed.DueAt) return;
            Swap(above, timed);
        }
    }

    private static void Sink(ITimed timed)
    {
        while (true)
        {
            int below = timed.Place * 2 + 1;
            if (below >= Heap.Count) return;
            if (below + 1 < Heap.Count && Heap[below + 1].DueAt < Heap[below].DueAt) below++;
            if (timed.DueAt <= Heap[below].DueAt) return;
            Swap(timed, Heap[below]);
        }
    }

    private static void Swap(ITimed above, ITimed below)
    {
        (above.Place, below.Place) = (below.Place, above.Place);
        Heap[above.Place] = above;
        Heap[below.Place] = below;
    }
}
