using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>Handles to try things with: a few for each type of object, some of them long dead.</summary>
/// <remarks>What this process itself lives on is among them only with rights that cannot end it.</remarks>
internal static class FuzzPool
{
    private const int PerType = 4;

    [InlineArray(PerType * Samples.Types)]
    private struct Handles { private Handle _first; }

    private static Handles _handles;
    private static Handle<MemoryBudget> _budget;
    private static Handle<SchedulingContext> _time;

    public static Handle Take(ref FuzzRandom random, ObjectType type)
    {
        if (type == ObjectType.None || (int)type >= Samples.Types) type = AnyType(ref random);
        return _handles[(int)type * PerType + (int)random.Below(PerType)];
    }

    private static ObjectType AnyType(ref FuzzRandom random) => (ObjectType)random.Below(Samples.Types);

    /// <summary>Takes a handle in, and gives up the one whose place it takes.</summary>
    public static void Add(ref FuzzRandom random, ObjectType type, Handle handle)
    {
        if ((int)type >= Samples.Types) return;
        int place = (int)type * PerType + (int)random.Below(PerType);
        if (!_handles[place].IsNone) _ = Kernel.Release(_handles[place]);
        _handles[place] = handle;
    }

    /// <summary>Has objects of each type there, after what random calls have made of them.</summary>
    public static void Refill(ref FuzzRandom random)
    {
        if (World.InfoOf(_budget).Type != ObjectType.MemoryBudget) _ = Kernel.CreateBudget(World.Budget, 1 << 20, out _budget);
        if (World.InfoOf(_time).Type != ObjectType.SchedulingContext)
            _ = Kernel.CreateSchedulingContext(World.Budget, World.Time, 8, World.Millisecond, World.Millisecond, out _time);
        for (int place = 0; place < PerType * Samples.Types; place++)
        {
            var type = (ObjectType)(place / PerType);
            if (type != ObjectType.None && World.InfoOf(_handles[place]).Type != type) _handles[place] = Make(ref random, type);
        }
    }

    private static Handle Make(ref FuzzRandom random, ObjectType type)
    {
        Handle<Process> process = new(Take(ref random, ObjectType.Process));
        Handle<Interrupt> interrupt = default;
        Handle<MemoryBudget> budget = AnyBudget(ref random);
        switch (type)
        {
            case ObjectType.MemoryBudget: return Copy(budget, random.OneIn(16) ? Rights.All : Rights.All & ~Rights.Manage);
            case ObjectType.AddressSpace:
                if (random.OneIn(2)) return Copy(World.Space, Rights.All & ~Rights.Manage);
                _ = Kernel.CreateAddressSpace(budget, out Handle<AddressSpace> space);
                return space;
            case ObjectType.Process:
                if (random.OneIn(4)) return Copy(World.Process, Rights.Inspect | Rights.Clone | Rights.Transfer);
                _ = Kernel.CreateProcess(budget, new(Take(ref random, ObjectType.AddressSpace)), out process);
                return process;
            case ObjectType.Thread:
                if (random.OneIn(4)) return Copy(World.Thread, Rights.Inspect | Rights.Clone | Rights.Lend);
                _ = Kernel.CreateThread(budget, process, default, out Handle<Thread> thread);
                return thread;
            case ObjectType.SchedulingContext: return Copy(_time, Rights.All);
            case ObjectType.MemoryObject:
                _ = Kernel.CreateMemory(budget, 1 + random.Below(8), (MemoryOptions)random.Below(8), out Handle<MemoryObject> memory);
                return memory;
            case ObjectType.Endpoint:
                _ = Kernel.CreateEndpoint(budget, out Handle<Endpoint> endpoint);
                return endpoint;
            case ObjectType.Notification:
                _ = Kernel.CreateNotification(budget, out Handle<Notification> notification);
                return notification;
            case ObjectType.Timer:
                _ = Kernel.CreateTimer(budget, new(Take(ref random, ObjectType.Notification)), 1, out Handle<Timer> timer);
                return timer;
            case ObjectType.Lease:
                _ = Kernel.Lend(budget, Take(ref random, ObjectType.None), Rights.All, 0, out Handle<Lease> lease, out _);
                return lease;
            case ObjectType.Interrupt:
                if (random.OneIn(4)) return Copy(FuzzProcess.Interrupts, Rights.All);
                if (random.OneIn(2))
                    _ = Kernel.CreateInterrupt(budget, FuzzProcess.Interrupts, (uint)random.Below(64), (InterruptSignal)random.Below(4), out interrupt);
                else
                    _ = Kernel.CreateMessageInterrupt(budget, FuzzProcess.Interrupts, out interrupt, out _, out _);
                return interrupt;
            case ObjectType.IoPorts:
                if (random.OneIn(4)) return Copy(FuzzProcess.Ports, Rights.All);
                _ = Kernel.CreateIoPorts(budget, FuzzProcess.Ports, (uint)random.Below(0x10000), 1 + (uint)random.Below(64), out Handle<IoPorts> ports);
                return ports;
            case ObjectType.DmaSpace: return Copy(FuzzProcess.Dma, Rights.All);
            default: return default;
        }
    }

    /// <summary>Where an object is charged to, there it lives: on this core, or on another if there is one.</summary>
    private static Handle<MemoryBudget> AnyBudget(ref FuzzRandom random)
        => FuzzProcess.OtherBudget.IsNone || random.OneIn(2) ? _budget : FuzzProcess.OtherBudget;

    private static Handle Copy(Handle handle, Rights rights)
    {
        _ = Kernel.Clone(handle, rights, 0, out Handle copy);
        return copy;
    }
}
