using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Interrupts of real devices' wires.</summary>
internal static unsafe class InterruptTests
{
    private const ulong Patience = 2 * World.Second, Moment = 20 * World.Millisecond;

    private static Handle<Interrupt> All => Startup.Block.Interrupts;

    [UserTest]
    public static void AnInterruptComesOnceForEachTimeItIsAcknowledged(ref Test test)
    {
        if (!TryTakeTicking(ref test, out TickingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> notification)) return;
        device.Start();
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        for (int i = 0; i < 4; i++)
        {
            test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
            test.Ok(Kernel.Wait(notification, World.In(Patience), out ulong bits));
            test.Equal(0x50UL, bits);
            device.Serve();
            test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        }
        device.Stop();
    }

    [UserTest]
    public static void AMaskedInterruptDoesNotCome(ref Test test)
    {
        if (!TryTakeTicking(ref test, out TickingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> notification)) return;
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.MaskInterrupt(interrupt));
        device.Start();
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        test.Ok(Kernel.MaskInterrupt(interrupt));
        // What came meanwhile is not lost, whether the device still says so or has said it once.
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        device.Stop();
    }

    [UserTest]
    public static void AnInterruptSignalsWhatItWasBoundToLast(ref Test test)
    {
        if (!TryTakeTicking(ref test, out TickingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> first)) return;
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> second));
        test.Ok(Kernel.BindInterrupt(interrupt, second, 1UL << 63));
        test.Equal(1UL, World.InfoOf(first).References);
        device.Start();
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.Wait(second, World.In(Patience), out ulong bits));
        test.Equal(1UL << 63, bits);
        test.Status(Status.WouldBlock, Kernel.Wait(first, 0, out _));
        device.Stop();
    }

    [UserTest]
    public static void ALineHasOneOwnerAtATime(ref Test test)
    {
        if (!TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        test.Ok(Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Equal(device.Line, World.InfoOf(interrupt).Detail0);
        test.Equal(1UL, World.InfoOf(interrupt).Detail1);
        test.Status(Status.Overlap, Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out Handle<Interrupt> none));
        test.True(none.IsNone);
        test.Ok(Kernel.Release(interrupt));
        test.Ok(Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out interrupt));
        test.Ok(Kernel.Release(interrupt));
    }

    [UserTest]
    public static void ALineIsQuietAndFreeWhenItsProcessHasBeenEnded(ref Test test)
    {
        if (!TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        ChildProcess child = default;
        Handle<Notification> ready = Samples.Of<Notification>();
        if (!test.Ok(child.Make(World.Budget, 4 << 20, Worker.UsualPriority)) || !test.Ok(child.GiveMachine())
            || !test.Ok(child.GiveFirst(ready, Rights.All)) || !test.Ok(child.Start(&TakeLineAndWait, 0)))
            return;
        test.Ok(Kernel.Wait(ready, World.In(Patience), out ulong bits));
        test.Equal(1UL, bits);
        test.Status(Status.Overlap, Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out _));
        device.Start();
        test.Ok(Kernel.EndProcess(child.Process, 0));
        test.Ok(child.AwaitEnd(Patience));
        test.Ok(Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Ok(Kernel.BindInterrupt(interrupt, ready, 2));
        test.Status(Status.TimedOut, Kernel.Wait(ready, World.In(Moment), out _));
        device.Stop();
        child.Release();
    }

    private static ulong TakeLineAndWait(ulong argument)
    {
        Test test = default;
        Handle<Notification> parent = World.Claim<Notification>(ChildStart.Current.Gift0.Value);
        if (TryTakeTicking(ref test, out _, out Handle<Interrupt> interrupt, out Handle<Notification> notification)
            && Kernel.AcknowledgeInterrupt(interrupt) == Status.Ok)
            _ = Kernel.Signal(parent, 1);
        _ = Kernel.Wait(Samples.Of<Notification>(), World.Never, out _);
        return 0;
    }

    [UserTest]
    public static void ALineIsFreeWhenItsBudgetHasEnded(ref Test test)
    {
        if (!TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        test.Ok(Kernel.CreateBudget(World.Budget, 4 * MemoryLayout.PageSize, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateInterrupt(budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Ok(Kernel.BindInterrupt(interrupt, Samples.Of<Notification>(), 1));
        test.Ok(Kernel.EndBudget(budget));
        World.Sleep(World.Millisecond);
        test.Status(Status.Dead, Kernel.AcknowledgeInterrupt(interrupt));
        test.Equal(1UL, World.InfoOf(Samples.Of<Notification>()).References);
        test.Ok(Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out _));
    }

    [UserTest]
    public static void AWireThatStaysUpComesUntilItsDeviceIsServed(ref Test test)
    {
        if (!TeachingDevice.TryFind(ref test, out TeachingDevice device)) return;
        device.Function.UseWire();
        if (!test.Ok(Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt))) return;
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.BindInterrupt(interrupt, notification, 1));
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Status(Status.WouldBlock, Kernel.Wait(notification, 0, out _));
        device.RaiseInterrupt();
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        // Not served: it comes again at once.
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        device.LowerAll();
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        device.RaiseInterrupt();
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        device.LowerAll();
    }

    [UserTest]
    public static void LinesThatNoControllerHasAreRefused(ref Test test)
    {
        ulong end = World.InfoOf(All).Detail1;
        test.Equal(0UL, World.InfoOf(All).Detail0);
        test.Status(Status.OutOfRange, Kernel.CreateInterrupt(World.Budget, All, (uint)end, InterruptSignal.RisingEdge, out Handle<Interrupt> none));
        test.True(none.IsNone);
        test.Status(Status.OutOfRange, Kernel.CreateInterrupt(World.Budget, All, (uint)end - 1, InterruptSignal.RisingEdge, out _));
        test.Status(Status.OutOfRange, Kernel.CreateInterrupt(World.Budget, All, uint.MaxValue, InterruptSignal.RisingEdge, out _));
        // A core's own interrupts are nobody's to take.
        if (!Ports.AreThere)
        {
            for (uint own = 0; own < 32; own++)
                test.Status(Status.OutOfRange, Kernel.CreateInterrupt(World.Budget, All, own, InterruptSignal.HighLevel, out _));
        }
    }

    [UserTest]
    public static void ARangeDoesNotComeAndASingleOneIsNoRange(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Status(Status.BadState, Kernel.BindInterrupt(All, notification, 1));
        test.Status(Status.BadState, Kernel.AcknowledgeInterrupt(All));
        test.Status(Status.BadState, Kernel.MaskInterrupt(All));
        if (!TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        test.Ok(Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Status(Status.BadState, Kernel.CreateInterrupt(World.Budget, interrupt, device.Line, device.Signal, out _));
        test.Status(Status.BadState, Kernel.CreateMessageInterrupt(World.Budget, interrupt, out _, out _, out _));
        test.Status(Status.BadState, Kernel.AcknowledgeInterrupt(interrupt));
        test.Status(Status.BadArgument, Kernel.BindInterrupt(interrupt, notification, 0));
        test.Status(Status.BadState, Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.MaskInterrupt(interrupt));
    }

    [UserTest]
    public static void AnInterruptIsPaidForAndComesBack(ref Test test)
    {
        if (!TickingDevice.TryFind(ref test, out TickingDevice device)) return;
        test.Ok(Kernel.CreateBudget(World.Budget, 0, out Handle<MemoryBudget> nothing));
        test.Status(Status.BudgetExceeded, Kernel.CreateInterrupt(nothing, All, device.Line, device.Signal, out _));
        test.Status(Status.BudgetExceeded, Kernel.CreateMessageInterrupt(nothing, All, out _, out _, out _));
        // Whoever could not pay has not got it, either.
        test.Ok(Kernel.CreateBudget(World.Budget, MemoryLayout.PageSize, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateInterrupt(budget, All, device.Line, device.Signal, out Handle<Interrupt> interrupt));
        test.Equal(MemoryLayout.PageSize, World.UsedOf(budget));
        test.Ok(Kernel.Release(interrupt));
        test.Equal(0UL, World.UsedOf(budget));
    }

    private static bool TryTakeTicking(ref Test test, out TickingDevice device, out Handle<Interrupt> interrupt,
        out Handle<Notification> notification)
    {
        interrupt = default;
        notification = default;
        return TickingDevice.TryFind(ref test, out device)
            && test.Ok(Kernel.CreateInterrupt(World.Budget, All, device.Line, device.Signal, out interrupt))
            && test.Ok(Kernel.CreateNotification(World.Budget, out notification))
            && test.Ok(Kernel.BindInterrupt(interrupt, notification, 0x50));
    }
}
