using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Interrupts and parts of ranges that live on another core than the ranges.</summary>
internal static unsafe class OtherCoreTests
{
    private const ulong Patience = 2 * World.Second, Moment = 20 * World.Millisecond;

    private static Handle<Interrupt> All => Startup.Block.Interrupts;

    /// <summary>A budget of the last core; none on a machine with one.</summary>
    private static Handle<MemoryBudget> Budget => Startup.Block.CoreCount == 1 ? default : Startup.Block.Budgets[(int)Startup.Block.CoreCount - 1];

    [UserTest]
    public static void ALineCanSignalOnAnotherCore(ref Test test)
    {
        if (Budget.IsNone || !TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        test.Ok(Kernel.CreateInterrupt(Budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Equal(Startup.Block.CoreCount - 1, World.CoreOf(interrupt));
        test.Ok(Kernel.CreateNotification(Budget, out Handle<Notification> notification));
        test.Ok(Kernel.BindInterrupt(interrupt, notification, 6));
        device.Start();
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        for (int i = 0; i < 4; i++)
        {
            test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
            test.Ok(Kernel.Wait(notification, World.In(Patience), out ulong bits));
            test.Equal(6UL, bits);
            device.Serve();
            test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        }
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.MaskInterrupt(interrupt));
        World.Sleep(World.Millisecond);
        _ = Kernel.Wait(notification, 0, out _);
        device.Serve();
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        device.Stop();
    }

    [UserTest]
    public static void ALineHasOneOwnerOnAllCores(ref Test test)
    {
        if (Budget.IsNone || !TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        test.Ok(Kernel.CreateInterrupt(Budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Status(Status.Overlap, Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out _));
        test.Status(Status.Overlap, Kernel.CreateInterrupt(Budget, All, device.Line, device.Signal, out Handle<Interrupt> none));
        test.True(none.IsNone);
        ulong end = World.InfoOf(All).Detail1;
        test.Status(Status.OutOfRange, Kernel.CreateInterrupt(Budget, All, (uint)end, device.Signal, out _));
        test.Status(Status.OutOfRange, Kernel.CreateInterrupt(Budget, All, (uint)end - 1, device.Signal, out _));
        test.Ok(Kernel.Release(interrupt));
        // That becomes known to the boot core by and by.
        test.True(World.Until(&CanBeTaken, 0));
        test.Ok(Kernel.CreateInterrupt(Budget, All, device.Line, device.Signal, out interrupt));
    }

    private static bool CanBeTaken(ulong argument)
    {
        Test test = default;
        return TickingDevice.TryFind(ref test, out TickingDevice device)
            && Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt) == Status.Ok
            && Kernel.Release(interrupt) == Status.Ok;
    }

    [UserTest]
    public static void ABudgetOfAnotherCoreTakesItsLinesAlong(ref Test test)
    {
        if (Budget.IsNone || !TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        test.Ok(Kernel.CreateBudget(Budget, 4 * MemoryLayout.PageSize, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateInterrupt(budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Ok(Kernel.EndBudget(budget));
        test.True(World.Until(&CanBeTaken, 0));
        test.Status(Status.Dead, Kernel.MaskInterrupt(interrupt));
    }

    [UserTest]
    public static void AMessageComesToTheCoreOfItsBudget(ref Test test)
    {
        if (Budget.IsNone || !MessageInterruptTests.AreThere || !TeachingDevice.TryFind(ref test, out TeachingDevice device)) return;
        test.Ok(Kernel.CreateMessageInterrupt(Budget, All, out Handle<Interrupt> interrupt, out ulong address, out ulong data));
        test.Ok(Kernel.CreateMessageInterrupt(World.Budget, All, out _, out ulong addressHere, out ulong dataHere));
        test.True(address != addressHere || data != dataHere);
        if (!test.Require(device.Function.TryUseMessage(address, data))) return;
        test.Ok(Kernel.CreateNotification(Budget, out Handle<Notification> notification));
        test.Ok(Kernel.BindInterrupt(interrupt, notification, 1));
        for (int i = 0; i < 4; i++)
        {
            test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
            test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(World.Millisecond), out _));
            device.RaiseInterrupt();
            test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        }
        device.LowerAll();
    }

    [UserTest]
    public static void RangesAreDividedForOtherCores(ref Test test)
    {
        if (Budget.IsNone) return;
        Handle<MemoryObject> memory = Startup.Block.DeviceMemory;
        test.Ok(Kernel.CreateDeviceMemory(Budget, memory, 0x10_0000, 1, CachePolicy.Device, out Handle<MemoryObject> part));
        test.Equal(Startup.Block.CoreCount - 1, World.CoreOf(part));
        // And back from there.
        test.Ok(Kernel.CreateDeviceMemory(World.Budget, part, 0, 1, CachePolicy.Device, out part));
        test.Equal(0UL, World.CoreOf(part));
        test.Status(Status.OutOfRange, Kernel.CreateDeviceMemory(Budget, part, 1, 1, CachePolicy.Device, out _));
        test.Ok(Kernel.CreateDmaSpace(Budget, memory, out Handle<DmaSpace> space));
        test.Equal(Startup.Block.CoreCount - 1, World.CoreOf(space));
        test.Ok(Kernel.CreateSchedulingContext(Budget, World.Time, 1, World.Millisecond, World.Millisecond, out _));
        test.Status(Status.NotPermitted, Kernel.CreateSchedulingContext(Budget, World.Time, 63, World.Millisecond, World.Millisecond, out _));
        if (!Ports.AreThere) return;
        test.Ok(Kernel.CreateIoPorts(Budget, Startup.Block.Ports, 100, 10, out Handle<IoPorts> ports));
        test.Equal(Startup.Block.CoreCount - 1, World.CoreOf(ports));
        test.Ok(Kernel.EnablePorts(World.Process, Startup.Block.Ports));
        test.Ok(Kernel.CreateIoPorts(World.Budget, ports, 105, 5, out ports));
        test.Status(Status.OutOfRange, Kernel.CreateIoPorts(Budget, ports, 104, 1, out _));
    }

    [UserTest]
    public static void AWeakHandleToARangeElsewhereIsDeadWhenThatIsGone(ref Test test)
    {
        if (Budget.IsNone) return;
        test.Ok(Kernel.CreateDeviceMemory(Budget, Startup.Block.DeviceMemory, 0x10_0000, 1, CachePolicy.Device, out Handle<MemoryObject> part));
        test.Ok(Kernel.Weaken(part, Rights.All, out Handle weak));
        Handle<MemoryObject> asMemory = World.Claim<MemoryObject>(weak.Value);
        test.Ok(Kernel.CreateDeviceMemory(World.Budget, asMemory, 0, 1, CachePolicy.Device, out _));
        test.Ok(Kernel.Release(part));
        test.True(World.Until(&IsDead, weak.Value));
    }

    private static bool IsDead(ulong range)
        => Kernel.CreateDeviceMemory(World.Budget, World.Claim<MemoryObject>(range), 0, 1, CachePolicy.Device, out _) == Status.Dead;
}
