using System;
using System.Runtime;
using System.Runtime.InteropServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.Bench;

/// <summary>Writes down when it began, if somebody wants to know, and ends.</summary>
internal static class Spawned
{
    [RuntimeExport("DiesisMain")]
    private static ulong Main()
    {
        ulong now = Clock.Now;
        Handle<MemoryObject> memory = new(Startup.GiftOf(SpawnedRole.Time));
        return memory.IsNone ? 0 : (ulong)Kernel.WriteMemory(memory, 0, MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in now)));
    }
}
