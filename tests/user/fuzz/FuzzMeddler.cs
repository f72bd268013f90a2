using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>
/// A process that changes the memory which random calls are given, from the core where their address space is, while the calls are
/// made on another. It ends with the budget that pays for it.
/// </summary>
// SAFETY: its stack is mapped at one address in both spaces, and only it uses it once it runs; what begins there is what it is given.
internal static unsafe class FuzzMeddler
{
    private const ulong Stack = 0x13_0000_0000, StackPages = 8;
    private const ulong LookAround = 50 * World.Microsecond;

    private struct Given
    {
        public Handle Space, Memory, Wait;
        public uint Seed;
    }

    /// <param name="space">The address space that it is to change: of this core.</param>
    public static Status Start(Handle<MemoryBudget> budget, Handle<AddressSpace> space, uint seed)
    {
        var given = (Given*)Stack;
        Handle<MemoryObject> memory = default;
        Handle<SchedulingContext> time = default;
        Handle<Process> process = default;
        Handle<Thread> thread = default;
        Handle<Notification> wait = default;
        Status status = Kernel.CreateMemory(budget, StackPages, MemoryOptions.Committed, out Handle<MemoryObject> stack);
        if (status == Status.Ok) status = Kernel.Map(space, stack, Stack, 0, StackPages, Protection.ReadWrite);
        if (status == Status.Ok) status = Kernel.Map(World.Space, stack, Stack, 0, StackPages, Protection.ReadWrite);
        if (status == Status.Ok) status = Kernel.CreateMemory(budget, FuzzArena.RegionPages, MemoryOptions.None, out memory);
        if (status == Status.Ok) status = Kernel.CreateNotification(budget, out wait);
        if (status == Status.Ok) status = Kernel.CreateSchedulingContext(budget, World.Time, Worker.UsualPriority, World.Millisecond, 2 * World.Millisecond, out time);
        if (status == Status.Ok) status = Kernel.CreateProcess(budget, space, out process);
        if (status == Status.Ok) status = Kernel.CreateThread(budget, process, time, out thread);
        if (status == Status.Ok) status = Give(process, space, out given->Space);
        if (status == Status.Ok) status = Give(process, memory, out given->Memory);
        if (status == Status.Ok) status = Give(process, wait, out given->Wait);
        if (status == Status.Ok)
        {
            given->Seed = seed;
            status = ThreadStack.Start(thread, Stack + StackPages * MemoryLayout.PageSize, &Meddle, Stack);
        }
        _ = Kernel.Release(thread);
        _ = Kernel.Release(process);
        _ = Kernel.Release(time);
        _ = Kernel.Release(wait);
        _ = Kernel.Release(memory);
        _ = Kernel.Release(stack);
        return status;
    }

    private static Status Give(Handle<Process> process, Handle handle, out Handle there)
    {
        there = default;
        Status status = Kernel.Clone(handle, Rights.All, 0, out Handle copy);
        return status == Status.Ok ? Kernel.Transfer(process, copy, out there) : status;
    }

    private static void Meddle(ulong at)
    {
        Given given = *(Given*)at;
        var random = new FuzzRandom(~(ulong)given.Seed << 16);
        Handle<MemoryObject> memory = new(given.Memory);
        while (true)
        {
            _ = Kernel.Wait(new(given.Wait), World.In(random.Below(LookAround)), out _);
            for (ulong left = random.Below(8); left > 0; left--) FuzzArena.Change(ref random, new(given.Space), memory, memory);
        }
    }
}
