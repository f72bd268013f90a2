using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>The clock and timers.</summary>
internal static unsafe class TimerTests
{
    [UserTest]
    public static void TheClockGoesOn(ref Test test)
    {
        test.Ok(Kernel.GetTime(out ulong first));
        test.Ok(Kernel.GetTime(out ulong second));
        test.True(first != 0 && second >= first);
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.GetTime(out ulong third));
        test.True(third >= first + World.Millisecond);
    }

    [UserTest]
    public static void ATimerSignalsAtItsTime(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.CreateTimer(World.Budget, notification, 0x10, out Handle<Timer> timer));
        ulong deadline = World.In(2 * World.Millisecond);
        test.Ok(Kernel.SetTimer(timer, deadline));
        test.Status(Status.WouldBlock, Kernel.Wait(notification, 0, out _));
        test.Ok(Kernel.Wait(notification, World.Never, out ulong bits));
        test.Equal(0x10UL, bits);
        test.True(World.Now >= deadline);
        // Once.
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(5 * World.Millisecond), out _));
    }

    [UserTest]
    public static void ATimeThatHasPassedSignalsAtOnce(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.CreateTimer(World.Budget, notification, 1, out Handle<Timer> timer));
        test.Ok(Kernel.SetTimer(timer, 0));
        test.Ok(Kernel.Wait(notification, World.In(World.Second), out _));
        test.Ok(Kernel.SetTimer(timer, 1));
        test.Ok(Kernel.Wait(notification, World.In(World.Second), out _));
    }

    /// <summary>So late that a host that stops the machine in between does not come to it; and until when it would have come.</summary>
    private const ulong Later = 150 * World.Millisecond, AfterThat = 200 * World.Millisecond;

    [UserTest]
    public static void ANewTimeReplacesTheOld(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.CreateTimer(World.Budget, notification, 1, out Handle<Timer> timer));
        test.Ok(Kernel.SetTimer(timer, World.In(10 * World.Second)));
        test.Ok(Kernel.SetTimer(timer, World.In(World.Millisecond)));
        test.Ok(Kernel.Wait(notification, World.In(5 * World.Second), out _));
        test.Ok(Kernel.SetTimer(timer, World.In(Later)));
        test.Ok(Kernel.SetTimer(timer, World.Never));
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(AfterThat), out _));
    }

    [UserTest]
    public static void ATimerThatIsReleasedStaysSilent(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.CreateTimer(World.Budget, notification, 1, out Handle<Timer> timer));
        test.Ok(Kernel.SetTimer(timer, World.In(Later)));
        test.Ok(Kernel.Release(timer));
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(AfterThat), out _));
        test.Equal(1UL, World.InfoOf(notification).References);
    }

    [UserTest]
    public static void ATimerWithoutBitsIsRefused(ref Test test)
        => test.Status(Status.BadArgument, Kernel.CreateTimer(World.Budget, Samples.Of<Notification>(), 0, out _));

    [UserTest]
    public static void ManyTimersGoOffInTheirOrder(ref Test test)
    {
        const int many = 40;
        Handle<Notification> notification = Samples.Of<Notification>();
        ulong start = World.In(5 * World.Millisecond);
        for (int i = 0; i < many; i++)
        {
            // Set in an order that is not that of their times.
            int place = i * 17 % many;
            test.Ok(Kernel.CreateTimer(World.Budget, notification, 1UL << place, out Handle<Timer> timer));
            test.Ok(Kernel.SetTimer(timer, start + (ulong)place * 200 * World.Microsecond));
        }
        ulong seen = 0;
        while (seen != (1UL << many) - 1)
        {
            if (!test.Ok(Kernel.Wait(notification, World.In(World.Second), out ulong bits))) return;
            // Nothing may come before something that is due earlier.
            seen |= bits;
            test.True((seen & seen + 1) == 0);
        }
    }
}
