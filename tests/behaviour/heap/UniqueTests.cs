using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>What comes out different each time, but in a known way: random numbers, and time.</summary>
internal static class UniqueTests
{
    private const int Many = 200;

    public static void Run(ref Transcript transcript)
    {
        Guids(ref transcript);
        Bytes(ref transcript);
        Numbers(ref transcript);
        Watches(ref transcript);
    }

    private static void Guids(ref Transcript transcript)
    {
        HashSet<Guid> all = [];
        bool areOfVersion4 = true;
        for (int i = 0; i < Many; i++)
        {
            Guid guid = Guid.NewGuid();
            areOfVersion4 &= guid.ToString()[14] == '4' && "89ab".Contains(guid.ToString()[19]);
            _ = all.Add(guid);
        }
        transcript.Case("Guid.NewGuid").Gives(all.Count).Gives(areOfVersion4);
    }

    private static void Bytes(ref Transcript transcript)
    {
        byte[] some = RandomNumberGenerator.GetBytes(1000);
        var seen = new bool[256];
        foreach (byte value in some) seen[value] = true;
        int values = 0;
        foreach (bool isSeen in seen)
            if (isSeen) values++;
        transcript.Case("bytes").Gives(some.Length).Gives(values > 200);
    }

    private static void Numbers(ref Transcript transcript)
    {
        bool areInRange = true;
        HashSet<int> seen = [];
        for (int i = 0; i < Many; i++)
        {
            int number = RandomNumberGenerator.GetInt32(-3, 4);
            areInRange &= number is >= -3 and < 4;
            _ = seen.Add(number);
            int shared = Random.Shared.Next(10, 20);
            areInRange &= shared is >= 10 and < 20;
        }
        transcript.Case("numbers").Gives(areInRange).Gives(seen.Count).Gives(RandomNumberGenerator.GetInt32(1))
            .Gives(new Random().NextInt64() != new Random().NextInt64());
    }

    private static void Watches(ref Transcript transcript)
    {
        Stopwatch watch = new();
        transcript.Case("Stopwatch").Gives(watch.IsRunning).Gives(watch.ElapsedTicks);
        watch.Start();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(2)) { }
        transcript.Gives(watch.IsRunning).Gives(watch.Elapsed >= TimeSpan.FromMilliseconds(2));
        watch.Stop();
        long ticks = watch.ElapsedTicks;
        transcript.Gives(ticks == watch.ElapsedTicks).Gives(watch.IsRunning);
        watch.Reset();
        transcript.Gives(watch.ElapsedMilliseconds);
    }
}
