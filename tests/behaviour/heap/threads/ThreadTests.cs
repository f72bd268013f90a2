using System;
using System.Collections.Generic;
using System.Threading;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>Threads themselves: how they begin, end and are waited for, and what each has of its own.</summary>
internal static class ThreadTests
{
    [ThreadStatic]
    private static int _number;

    [ThreadStatic]
    private static string? _text;

    private static int _done;

    public static void Run(ref Transcript transcript)
    {
        BeginningAndEnd(ref transcript);
        Arguments(ref transcript);
        Names(ref transcript);
        StaticsOfThreads(ref transcript);
        LocalValues(ref transcript);
        ManyAfterEachOther(ref transcript);
        DeepStack(ref transcript);
        Times(ref transcript);
    }

    private static void BeginningAndEnd(ref Transcript transcript)
    {
        using ManualResetEventSlim begun = new(), mayEnd = new();
        Thread thread = new(() =>
        {
            begun.Set();
            mayEnd.Wait();
            _done = 1;
        });
        transcript.Case("a thread").Gives(thread.IsAlive);
        thread.Start();
        begun.Wait();
        transcript.Gives(thread.IsAlive).Gives(thread.Join(0)).Gives(thread.Join(1)).Gives(_done == 0);
        mayEnd.Set();
        thread.Join();
        transcript.Gives(thread.IsAlive).Gives(_done).Gives(thread.Join(0));
    }

    private static void Arguments(ref Transcript transcript)
    {
        object? seen = null;
        Thread thread = new(given => seen = given);
        thread.Start("what it is given");
        thread.Join();
        transcript.Case("an argument").Gives((string?)seen);
        Thread without = new(given => seen = given ?? "nothing", 100_000);
        without.Start();
        without.Join();
        transcript.Gives((string?)seen);
    }

    private static void Names(ref Transcript transcript)
    {
        Thread me = Thread.CurrentThread;
        transcript.Case("names").Gives(me == Thread.CurrentThread).Gives(me.ManagedThreadId == Environment.CurrentManagedThreadId)
            .Gives(me.IsAlive);
        string? name = null;
        int number = 0;
        Thread other = new(() =>
        {
            name = Thread.CurrentThread.Name;
            number = Environment.CurrentManagedThreadId;
        }) { Name = "other", IsBackground = true };
        transcript.Gives(other.IsBackground);
        other.Start();
        other.Join();
        transcript.Gives(name).Gives(number != me.ManagedThreadId).Gives(number == other.ManagedThreadId);
    }

    private static void StaticsOfThreads(ref Transcript transcript)
    {
        const int count = 4;
        _number = 100;
        _text = "first";
        var found = new string[count];
        var threads = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            int number = i;
            threads[i] = new(() =>
            {
                string before = $"{_number}{_text}";
                _text = $"text {number}";
                for (int round = 0; round < 1000; round++)
                {
                    _number += number;
                    if (round % 100 == 0) _ = Thread.Yield();
                }
                GC.Collect();
                found[number] = $"{before}|{_number}|{_text}";
            });
        }
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        transcript.Case("static fields of threads").Gives(_number).Gives(_text);
        foreach (string text in found) transcript.Gives(text);
    }

    private static void LocalValues(ref Transcript transcript)
    {
        using ThreadLocal<List<int>> lists = new(() => [], trackAllValues: true);
        var threads = new Thread[3];
        for (int i = 0; i < threads.Length; i++)
        {
            int number = i;
            threads[i] = new(() =>
            {
                for (int value = 0; value <= number; value++) lists.Value!.Add(value);
            });
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
        int sum = 0;
        foreach (var list in lists.Values) sum += list.Count;
        transcript.Case("ThreadLocal").Gives(lists.IsValueCreated).Gives(lists.Values.Count).Gives(sum).Gives(lists.Value!.Count)
            .Gives(lists.IsValueCreated).Gives(lists.Values.Count);
        using ThreadLocal<int> number2 = new();
        number2.Value += 5;
        transcript.Gives(number2.Value).Gives(number2.IsValueCreated);
    }

    private static void ManyAfterEachOther(ref Transcript transcript)
    {
        int sum = 0;
        for (int i = 0; i < 60; i++)
        {
            int number = i;
            Thread thread = new(() => sum += number);
            thread.Start();
            thread.Join();
        }
        transcript.Case("many after each other").Gives(sum);
    }

    private static void DeepStack(ref Transcript transcript)
    {
        int depth = 0;
        Thread thread = new(() => depth = Depth(2000), 512 * 1024);
        thread.Start();
        thread.Join();
        transcript.Case("a deep stack").Gives(depth);
    }

    private static int Depth(int left)
    {
        object here = left;
        if (left % 500 == 0) GC.Collect();
        return left == 0 ? 0 : Depth(left - 1) + ((int)here == left ? 1 : 0);
    }

    private static void Times(ref Transcript transcript)
    {
        long before = Environment.TickCount64;
        Thread.Sleep(20);
        Thread.Sleep(0);
        transcript.Case("sleep").Gives(Environment.TickCount64 - before >= 15).Gives(Thread.Yield() || true);
        Thread thread = new(() => Thread.Sleep(30));
        thread.Start();
        transcript.Gives(thread.Join(TimeSpan.FromMilliseconds(60_000)));
    }
}
