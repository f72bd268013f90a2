using System;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Contracts.Processes;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.Services;

/// <summary>Programs that the process server starts: the smallest that there is, tests/bench-spawned.</summary>
internal static class Spawning
{
    private static ReadOnlySpan<byte> Name => "spawned"u8;

    /// <summary>From the request to the first instruction of the program, which it writes down itself.</summary>
    [Benchmark("services", "spawn_to_first_instruction")]
    internal static void ToFirstInstruction(ref Measurement measurement)
    {
        ProcessesClient processes = SystemServices.Processes;
        if (Kernel.CreateMemory(Startup.Block.Budget, 1, MemoryOptions.Committed, out Handle<MemoryObject> memory) != Status.Ok) return;
        Handle<MemoryObject> gift = CloneOf(memory, Rights.Write);
        ulong start = Clock.Now, began = 0;
        if (processes.Prepare(Name, 0, [], out uint process) != Status.Ok || processes.GiveMemory(process, SpawnedRole.Time, gift) != Status.Ok || processes.Run(process) != Status.Ok
            || !AwaitEnd(processes, process))
            return;
        if (Kernel.ReadMemory(memory, 0, MemoryMarshal.AsBytes(new Span<ulong>(ref began))) == Status.Ok) measurement.Add(began - start);
        _ = Kernel.Release(memory);
    }

    /// <summary>From the request until the caller knows how it ended.</summary>
    [Benchmark("services", "spawn_wait")]
    internal static void Wait(ref Measurement measurement)
    {
        ProcessesClient processes = SystemServices.Processes;
        measurement.Start();
        if (processes.Start(Name, 0, [], out uint process) == Status.Ok && AwaitEnd(processes, process)) measurement.Stop();
    }

    private static bool AwaitEnd(ProcessesClient processes, uint process)
    {
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> ended) != Status.Ok) return false;
        Status status = processes.Watch(process, CloneOf(ended, Rights.Signal));
        if (status == Status.Ok) status = Kernel.Wait(ended, ulong.MaxValue, out _);
        if (status == Status.Ok) status = processes.Collect(process, out _, out _);
        _ = Kernel.Release(ended);
        return status == Status.Ok;
    }

    private static Handle<T> CloneOf<T>(Handle<T> handle, Rights rights) where T : struct, IObject
    {
        _ = Kernel.Clone(handle, rights | Rights.Transfer, 0, out Handle clone);
        return new(clone);
    }
}
