using System.Runtime;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.Bench.User;

/// <summary>What a system call of a program costs that another system's library in the same process answers.</summary>
// SAFETY: the page is mapped where nothing else is, until its memory is released.
internal static unsafe class Foreign
{
    private const int Rounds = 256;
    private const ulong PageAddress = 0x30_0000_0000;

    [RuntimeImport("*", "ForeignHandler"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void* Handler();

    /// <summary>Makes so many system calls as a program, each of which the handler answers at once.</summary>
    [RuntimeImport("*", "ForeignCalls"), MethodImpl(MethodImplOptions.InternalCall)]
    private static extern void MakeCalls(ForeignPage* page, ulong rounds);

    [Benchmark("kernel", "foreign_call", Aim = 180)]
    internal static void Call(ref Measurement measurement)
    {
        ref readonly StartBlock start = ref Startup.Block;
        if (Kernel.CreateMemory(start.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory) != Status.Ok) return;
        if (Kernel.Map(start.Space, memory, PageAddress, 0, 1, Protection.ReadWrite) == Status.Ok
            && Kernel.SetForeign((ulong)Handler(), PageAddress) == Status.Ok)
        {
            MakeCalls((ForeignPage*)PageAddress, 1);
            measurement.Start();
            MakeCalls((ForeignPage*)PageAddress, Rounds);
            measurement.Stop(Rounds);
            _ = Kernel.SetForeign(0, 0);
        }
        _ = Kernel.Release(memory);
    }
}
