using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Signal, wait, bind.</summary>
internal static unsafe class NotificationTests
{
    private static Handle<Notification> _first, _second;
    private static ulong _seen;
    private static Status _status;

    [UserTest]
    public static void NothingIsBoundToAThreadThatHasEnded(ref Test test)
    {
        Worker worker = default;
        if (!test.Ok(worker.Start(&ReturnAtOnce, 0)) || !test.Ok(worker.AwaitEnd())) return;
        test.Status(Status.BadState, Kernel.BindNotification(worker.Thread, Samples.Of<Notification>()));
        test.Status(Status.BadState, Kernel.BindNotification(worker.Thread, default));
    }

    private static void ReturnAtOnce(ulong argument) { }

    [UserTest]
    public static void BitsAreGatheredAndTakenAtOnce(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.Signal(notification, 1));
        test.Ok(Kernel.Signal(notification, 1UL << 63));
        test.Ok(Kernel.Signal(notification, 1));
        test.Equal(1UL << 63 | 1, World.InfoOf(notification).Detail0);
        test.Ok(Kernel.Wait(notification, World.Never, out ulong bits));
        test.Equal(1UL << 63 | 1, bits);
        test.Status(Status.WouldBlock, Kernel.Wait(notification, 0, out bits));
        test.Equal(0UL, bits);
    }

    [UserTest]
    public static void ASignalWithoutBitsIsNone(ref Test test)
    {
        test.Ok(Kernel.Signal(Samples.Of<Notification>(), 0));
        test.Status(Status.WouldBlock, Kernel.Wait(Samples.Of<Notification>(), 0, out _));
    }

    [UserTest]
    public static void AWaitEndsAtItsDeadline(ref Test test)
    {
        ulong start = World.Now;
        test.Status(Status.TimedOut, Kernel.Wait(Samples.Of<Notification>(), start + 2 * World.Millisecond, out ulong bits));
        test.Equal(0UL, bits);
        test.True(World.Now >= start + 2 * World.Millisecond);
    }

    [UserTest]
    public static void ADeadlineThatHasPassedEndsTheWaitAtOnce(ref Test test)
    {
        test.Status(Status.TimedOut, Kernel.Wait(Samples.Of<Notification>(), 1, out _));
        test.Ok(Kernel.Signal(Samples.Of<Notification>(), 4));
        test.Ok(Kernel.Wait(Samples.Of<Notification>(), 1, out ulong bits));
        test.Equal(4UL, bits);
    }

    [UserTest]
    public static void ASignalWakesWhoWaits(ref Test test)
    {
        _first = Samples.Of<Notification>();
        Worker worker = default;
        if (!test.Ok(worker.Start(&WaitOnce, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.Signal(_first, 0x30));
        test.Ok(worker.AwaitEnd());
        test.Status(Status.Ok, _status);
        test.Equal(0x30UL, _seen);
    }

    [UserTest]
    public static void OneSignalWakesOneOfTwoWaiters(ref Test test)
    {
        _first = Samples.Of<Notification>();
        Worker one = default, two = default;
        if (!test.Ok(one.Start(&CountOne, 0)) || !test.Ok(two.Start(&CountOne, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.Signal(_first, 1));
        World.Sleep(World.Millisecond);
        test.Equal(1UL, _seen);
        test.Ok(Kernel.Signal(_first, 1));
        test.Ok(one.AwaitEnd());
        test.Ok(two.AwaitEnd());
        test.Equal(2UL, _seen);
    }

    [UserTest]
    public static void AWaitCanBeCancelled(ref Test test)
    {
        _first = Samples.Of<Notification>();
        Worker worker = default;
        if (!test.Ok(worker.Start(&WaitOnce, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.CancelWait(worker.Thread));
        test.Ok(worker.AwaitEnd());
        test.Status(Status.Cancelled, _status);
        test.Equal(0UL, _seen);
    }

    [UserTest]
    public static void WhoDoesNotWaitCannotBeCancelled(ref Test test)
    {
        test.Status(Status.BadState, Kernel.CancelWait(Samples.Of<Thread>()));
        test.Status(Status.BadState, Kernel.CancelWait(World.Thread));
    }

    [UserTest]
    public static void WaitersOfANotificationThatGoesLearnIt(ref Test test)
    {
        // The thread waits by a weak handle, so that it does not itself keep what it waits for.
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(Kernel.Weaken(notification, Rights.All, out Handle weak));
        _first = World.Claim<Notification>(weak.Value);
        Worker worker = default;
        if (!test.Ok(worker.Start(&WaitOnce, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.Release(notification));
        test.Ok(worker.AwaitEnd());
        test.Status(Status.PeerClosed, _status);
    }

    [UserTest]
    public static void ABoundNotificationEndsAReceive(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        Handle<Endpoint> endpoint = Samples.Of<Endpoint>();
        test.Ok(Kernel.BindNotification(World.Thread, notification));
        test.Ok(Kernel.Signal(notification, 9));
        Message message = new() { Badge = 5 };
        test.Ok(Kernel.Receive(endpoint, ref message));
        test.Equal(0UL, message.Badge);
        test.Equal(9UL, message.Word0);

        // And when it comes while the thread waits.
        _first = notification;
        Worker worker = default;
        if (!test.Ok(worker.Start(&SignalLater, 6))) return;
        message = default;
        test.Ok(Kernel.Receive(endpoint, ref message));
        test.Equal(6UL, message.Word0);
        test.Status(Status.WouldBlock, Kernel.Wait(notification, 0, out _));
    }

    [UserTest]
    public static void ANotificationIsBoundToOneThread(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.BindNotification(World.Thread, notification));
        test.Status(Status.Overlap, Kernel.BindNotification(Samples.Of<Thread>(), notification));
        test.Ok(Kernel.BindNotification(World.Thread, default));
        test.Ok(Kernel.BindNotification(Samples.Of<Thread>(), notification));
        test.Ok(Kernel.BindNotification(Samples.Of<Thread>(), default));
        test.Ok(Kernel.BindNotification(Samples.Of<Thread>(), default));
    }

    [UserTest]
    public static void BindingAnotherReplacesTheFirst(ref Test test)
    {
        test.Ok(Kernel.CreateNotification(World.Budget, out _first));
        test.Ok(Kernel.CreateNotification(World.Budget, out _second));
        test.Ok(Kernel.BindNotification(World.Thread, _first));
        test.Ok(Kernel.BindNotification(World.Thread, _second));
        test.Ok(Kernel.Signal(_first, 1));
        test.Ok(Kernel.Signal(_second, 2));
        Message message = default;
        test.Ok(Kernel.Receive(Samples.Of<Endpoint>(), ref message));
        test.Equal(2UL, message.Word0);
        test.Ok(Kernel.Wait(_first, 0, out ulong bits));
        test.Equal(1UL, bits);
    }

    private static void WaitOnce(ulong argument) => _status = Kernel.Wait(_first, World.Never, out _seen);

    private static void CountOne(ulong argument)
    {
        if (Kernel.Wait(_first, World.Never, out _) == Status.Ok) _seen++;
    }

    private static void SignalLater(ulong bits)
    {
        World.Sleep(World.Millisecond);
        _ = Kernel.Signal(_first, bits);
    }
}
