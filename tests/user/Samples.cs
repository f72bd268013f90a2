using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Abi.Objects;

namespace Diesis.Tests.User;

/// <summary>An object of each type, with all rights, as far as this kernel and machine have them. Each is made when it is first asked for.</summary>
internal static class Samples
{
    public const int Types = (int)ObjectType.SystemControl + 1;

    [InlineArray(Types)]
    private struct Handles { private Handle _first; }

    private static Handles _made;

    /// <returns>None where there is no such object to be had.</returns>
    public static Handle Of(ObjectType type)
    {
        if (_made[(int)type].IsNone) _made[(int)type] = Make(type);
        return _made[(int)type];
    }

    public static Handle<T> Of<T>() where T : struct, IObject => new(Of(T.Type));

    /// <summary>One of another type.</summary>
    public static Handle OtherThan(ObjectType type) => Of(type == ObjectType.Notification ? ObjectType.Endpoint : ObjectType.Notification);

    /// <summary>Another object of the type, made anew. Of those that cannot be made, a handle to the same.</summary>
    public static Handle Make(ObjectType type)
    {
        switch (type)
        {
            case ObjectType.MemoryBudget:
                _ = Kernel.CreateBudget(World.Budget, 64 * MemoryLayout.PageSize, out Handle<MemoryBudget> budget);
                return budget;
            case ObjectType.MemoryObject:
                _ = Kernel.CreateMemory(World.Budget, 4, MemoryOptions.None, out Handle<MemoryObject> memory);
                return memory;
            case ObjectType.AddressSpace:
                _ = Kernel.CreateAddressSpace(World.Budget, out Handle<AddressSpace> space);
                return space;
            case ObjectType.Process:
                _ = Kernel.CreateProcess(World.Budget, Of<AddressSpace>(), out Handle<Process> process);
                return process;
            case ObjectType.Thread:
                _ = Kernel.CreateThread(World.Budget, Of<Process>(), default, out Handle<Thread> thread);
                return thread;
            case ObjectType.SchedulingContext:
                _ = Kernel.CreateSchedulingContext(World.Budget, World.Time, 1, World.Millisecond, World.Millisecond, out Handle<SchedulingContext> time);
                return time;
            case ObjectType.Endpoint:
                _ = Kernel.CreateEndpoint(World.Budget, out Handle<Endpoint> endpoint);
                return endpoint;
            case ObjectType.Notification:
                _ = Kernel.CreateNotification(World.Budget, out Handle<Notification> notification);
                return notification;
            case ObjectType.Timer:
                _ = Kernel.CreateTimer(World.Budget, Of<Notification>(), 1, out Handle<Timer> timer);
                return timer;
            case ObjectType.Lease:
                _ = Kernel.Lend(World.Budget, Of(ObjectType.Notification), Rights.All, 0, out Handle<Lease> lease, out _);
                return lease;
            case ObjectType.DmaSpace:
                _ = Kernel.CreateDmaSpace(World.Budget, Startup.Block.DeviceMemory, out Handle<DmaSpace> dma);
                return dma;
            case ObjectType.Interrupt: return Copy(Startup.Block.Interrupts);
            case ObjectType.IoPorts: return Copy(Startup.Block.Ports);
            case ObjectType.SystemControl: return Copy(World.System);
            default: return default;
        }
    }

    private static Handle Copy(Handle handle)
    {
        _ = Kernel.Clone(handle, World.InfoOf(handle).Rights, 0, out Handle copy);
        return copy;
    }
}
