using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.User;

/// <summary>Memory objects and mappings, as one thread on one core sees them.</summary>
// SAFETY: addresses that are touched were mapped here.
internal static unsafe class Memory
{
    private const ulong At = 0x30_0000_0000, PageSize = MemoryLayout.PageSize;
    private const int Rounds = 256;

    private static Handle<MemoryBudget> Budget => Startup.Block.Budget;
    private static Handle<AddressSpace> Space => Startup.Block.Space;

    /// <summary>Maps pages side by side, so that the tables are there; each is seen after it.</summary>
    [Benchmark("kernel", "map_page", Aim = 500)]
    internal static void MapPage(ref Measurement measurement)
    {
        if (!TryMake(Rounds, MemoryOptions.Committed, out Handle<MemoryObject> memory)) return;
        _ = Kernel.Map(Space, memory, At - PageSize, 0, 1, Protection.ReadWrite);
        Touch(At - PageSize);
        measurement.Start();
        for (ulong page = 0; page < Rounds; page++) _ = Kernel.Map(Space, memory, At + page * PageSize, page, 1, Protection.ReadWrite);
        measurement.Stop(Rounds);
        _ = Kernel.Release(memory);
    }

    [Benchmark("kernel", "unmap_page")]
    internal static void UnmapPage(ref Measurement measurement)
    {
        if (!TryMap(Rounds, MemoryOptions.Committed, out Handle<MemoryObject> memory)) return;
        for (ulong page = 0; page < Rounds; page++) Touch(At + page * PageSize);
        measurement.Start();
        for (ulong page = 0; page < Rounds; page++) _ = Kernel.Unmap(Space, At + page * PageSize, 1);
        measurement.Stop(Rounds);
        _ = Kernel.Release(memory);
    }

    [Benchmark("kernel", "protect_page", Aim = 500)]
    internal static void ProtectPage(ref Measurement measurement)
    {
        if (!TryMap(1, MemoryOptions.Committed, out Handle<MemoryObject> memory)) return;
        Touch(At);
        measurement.Start();
        for (int round = 0; round < Rounds; round++) _ = Kernel.Protect(Space, At, 1, (round & 1) == 0 ? Protection.Read : Protection.ReadWrite);
        measurement.Stop(Rounds);
        _ = Kernel.Release(memory);
    }

    [Benchmark("kernel", "memory_object", Aim = 1400)]
    internal static void MemoryObject(ref Measurement measurement)
    {
        measurement.Start();
        for (int round = 0; round < Rounds; round++)
        {
            if (TryMake(1, MemoryOptions.Committed, out Handle<MemoryObject> memory)) _ = Kernel.Release(memory);
        }
        measurement.Stop(Rounds);
    }

    [Benchmark("kernel", "first_touch", Aim = 1200)]
    internal static void FirstTouch(ref Measurement measurement) => MeasureTouches(ref measurement, MemoryOptions.None);

    /// <summary>The page is there, and only not in the page tables.</summary>
    [Benchmark("kernel", "soft_fault")]
    internal static void SoftFault(ref Measurement measurement) => MeasureTouches(ref measurement, MemoryOptions.Committed);

    private static void MeasureTouches(ref Measurement measurement, MemoryOptions options)
    {
        if (!TryMap(Rounds + 1, options, out Handle<MemoryObject> memory)) return;
        Touch(At + Rounds * PageSize);
        measurement.Start();
        for (ulong page = 0; page < Rounds; page++) Touch(At + page * PageSize);
        measurement.Stop(Rounds);
        _ = Kernel.Release(memory);
    }

    /// <summary>A page that a copy shares is written.</summary>
    [Benchmark("kernel", "copy_on_write")]
    internal static void CopyOnWrite(ref Measurement measurement)
    {
        if (!TryMap(Rounds + 1, MemoryOptions.Committed, out Handle<MemoryObject> memory)) return;
        _ = Kernel.CreateCopy(Budget, memory, out Handle<MemoryObject> copy);
        Touch(At + Rounds * PageSize);
        measurement.Start();
        for (ulong page = 0; page < Rounds; page++) Touch(At + page * PageSize);
        measurement.Stop(Rounds);
        _ = Kernel.Release(copy);
        _ = Kernel.Release(memory);
    }

    /// <summary>A copy of 1 MiB, all of it there and mapped to be written, that is given up again.</summary>
    [Benchmark("kernel", "copy_1_mib")]
    internal static void Copy(ref Measurement measurement)
    {
        const int rounds = 16;
        if (!TryMap(256, MemoryOptions.Committed, out Handle<MemoryObject> memory)) return;
        for (ulong page = 0; page < 256; page++) Touch(At + page * PageSize);
        measurement.Start();
        for (int round = 0; round < rounds; round++)
        {
            if (Kernel.CreateCopy(Budget, memory, out Handle<MemoryObject> copy) == Status.Ok) _ = Kernel.Release(copy);
        }
        measurement.Stop(rounds);
        _ = Kernel.Release(memory);
    }

    private static bool TryMake(ulong pages, MemoryOptions options, out Handle<MemoryObject> memory)
        => Kernel.CreateMemory(Budget, pages, options, out memory) == Status.Ok;

    private static bool TryMap(ulong pages, MemoryOptions options, out Handle<MemoryObject> memory)
        => TryMake(pages, options, out memory) && Kernel.Map(Space, memory, At, 0, pages, Protection.ReadWrite) == Status.Ok;

    private static void Touch(ulong address) => Volatile.Write(ref *(ulong*)address, 1);
}
