using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Internal.Runtime;
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

    /// <summary>
    /// Makes an array if the process's memory has room for it: what .NET throws <c>OutOfMemoryException</c> for, and what ends a program that has just said <c>new</c>. For what
    /// is as large as somebody else says.
    /// </summary>
    public static unsafe bool TryAllocateArray<T>(int length, [NotNullWhen(true)] out T[]? array)
    {
        if (length < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        array = Unsafe.As<T[]?>(Heap.TryAllocateArray(Array.Empty<T>().m_pEEType, length));
        return array != null;
    }

    public static T[] AllocateUninitializedArray<T>(int length, bool pinned = false) => new T[length];
    public static T[] AllocateArray<T>(int length, bool pinned = false) => new T[length];

    /// <summary>Waits for the finalizers of all objects that were found to be beyond reach.</summary>
    public static void WaitForPendingFinalizers() => Finalization.AwaitIdle();

    public static void SuppressFinalize(object value) => Finalization.Suppress(value);

    public static void ReRegisterForFinalize(object value) => Finalization.Renew(value);

    /// <summary>Its argument is reachable up to here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void KeepAlive(object? value) { }
}
