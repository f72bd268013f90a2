using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>System calls on objects of other cores. With a single core its own objects stand in for them, and must answer the same.</summary>
internal static unsafe class CoreTests
{
    private static Handle<Notification> _notification;
    private static Handle<Endpoint> _endpoint;
    private static Status _status;
    private static ulong _seen;

    /// <summary>The core furthest away.</summary>
    private static int Far => (int)Startup.Block.CoreCount - 1;
    private static Handle<MemoryBudget> FarBudget => Startup.Block.Budgets[Far];
    private static Handle<SchedulingContext> FarTime => Startup.Block.Times[Far];

    [UserTest]
    public static void AnObjectLivesWhereItsBudgetDoes(ref Test test)
    {
        if (!test.Ok(Kernel.CreateNotification(FarBudget, out Handle<Notification> far))) return;
        test.Equal((ulong)Far, World.InfoOf(far).Core);
        test.Equal((ulong)ObjectType.Notification, (ulong)World.InfoOf(far).Type);
        test.Equal(1UL, World.InfoOf(far).References);
        test.Ok(Kernel.Release(far));
    }

    [UserTest]
    public static void ASignalGoesThereAndComesBack(ref Test test)
    {
        if (!test.Ok(Kernel.CreateNotification(FarBudget, out Handle<Notification> far))) return;
        test.Ok(Kernel.Signal(far, 5));
        test.Ok(Kernel.Signal(far, 8));
        test.Equal(13UL, World.InfoOf(far).Detail0);
        test.Ok(Kernel.Wait(far, World.Never, out ulong bits));
        test.Equal(13UL, bits);
        test.Status(Status.WouldBlock, Kernel.Wait(far, 0, out _));
        test.Ok(Kernel.Release(far));
    }

    [UserTest]
    public static void AWaitEndsAtItsDeadline(ref Test test)
    {
        if (!test.Ok(Kernel.CreateNotification(FarBudget, out Handle<Notification> far))) return;
        ulong start = World.Now;
        test.Status(Status.TimedOut, Kernel.Wait(far, start + 2 * World.Millisecond, out _));
        test.True(World.Now >= start + 2 * World.Millisecond);
        test.Ok(Kernel.Release(far));
    }
}
