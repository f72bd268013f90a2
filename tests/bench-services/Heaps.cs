using System;
using System.Runtime.CompilerServices;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Services;

/// <summary>Objects: what making one costs, what a collection costs.</summary>
internal static class Heaps
{
    private const int Many = 100_000;

    private sealed class Node(Node? left, Node? right)
    {
        public readonly Node? Left = left, Right = right;
        public long Number;
    }

    private static Node? _kept;

    /// <summary>An object of 40 bytes, of which none lives: collections are in it, as far as so many need one.</summary>
    [Benchmark("services", "gc_allocate")]
    internal static void Allocate(ref Measurement measurement)
    {
        measurement.Start();
        for (int i = 0; i < Many; i++) Make(i);
        measurement.Stop(Many);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(int number) => _kept = new Node(null, null) { Number = number };

    /// <summary>An array of 1000 bytes.</summary>
    [Benchmark("services", "gc_allocate_1000")]
    internal static void AllocateArray(ref Measurement measurement)
    {
        const int count = 10_000;
        measurement.Start();
        for (int i = 0; i < count; i++) MakeArray();
        measurement.Stop(count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeArray() => _array = new byte[1000];

    private static byte[]? _array;

    /// <summary>A tree of 65,535 objects of 40 bytes lives, and nothing else: 2.6 MB.</summary>
    [Benchmark("services", "gc_pause")]
    internal static void Pause(ref Measurement measurement)
    {
        _kept = MakeTree(15);
        GC.Collect();
        measurement.Start();
        GC.Collect();
        measurement.Stop();
        _kept = null;
    }

    /// <summary>Nothing lives: what a collection costs at least.</summary>
    [Benchmark("services", "gc_pause_empty")]
    internal static void PauseOfNothing(ref Measurement measurement)
    {
        _kept = null;
        GC.Collect();
        measurement.Start();
        GC.Collect();
        measurement.Stop();
    }

    private static Node MakeTree(int depth) => depth == 0 ? new(null, null) : new(MakeTree(depth - 1), MakeTree(depth - 1));
}
