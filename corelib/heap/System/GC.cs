using System.Runtime.CompilerServices;
using Internal.Runtime.CompilerHelpers;
using Internal.Runtime.GarbageCollection;

namespace System;

/// <summary>What programs may ask of the collector.</summary>
public static class GC
{
    public static int MaxGeneration => 0;

    public static void Collect() => Collector.Collect();

    /// <summary>There is one generation.</summary>
    public static void Collect(int generation)
    {
        if (generation < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        Collector.Collect();
    }

    public static int CollectionCount(int generation)
    {
        if (generation < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return Collector.Count;
    }

    public static int GetGeneration(object value) => 0;

    public static long GetTotalMemory(bool forceFullCollection)
    {
        if (forceFullCollection) Collector.Collect();
        return (long)Allocator.UsedNow;
    }

    public static long GetTotalAllocatedBytes(bool precise = false) => (long)Allocator.Total;

    /// <summary>Waits for the finalizers of all objects that were found to be beyond reach.</summary>
    public static void WaitForPendingFinalizers() => Finalization.AwaitIdle();

    public static void SuppressFinalize(object value) => Finalization.Suppress(value);

    public static void ReRegisterForFinalize(object value) => Finalization.Renew(value);

    /// <summary>Its argument is reachable up to here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(object? value) { }
}
