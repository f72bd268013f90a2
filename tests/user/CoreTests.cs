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

    [UserTest]
    public static void MemoryOfAnotherCoreIsMapped(ref Test test)
    {
        ulong used = World.UsedOf(FarBudget);
        if (!test.Ok(Kernel.CreateMemory(FarBudget, 4, MemoryOptions.None, out Handle<MemoryObject> far))) return;
        ulong at = Addresses.Take(3);
        if (!test.Ok(Kernel.Map(World.Space, far, at, 1, 3, Protection.ReadWrite))) return;
        At(at) = 1;
        At(at + 2 * MemoryLayout.PageSize) = 3;
        ulong seen = 0;
        test.Ok(Kernel.ReadMemory(far, 3 * MemoryLayout.PageSize, World.BytesOf(ref seen)));
        test.Equal(3UL, seen);
        seen = 77;
        test.Ok(Kernel.WriteMemory(far, 2 * MemoryLayout.PageSize, World.BytesOf(ref seen)));
        test.Equal(77UL, At(at + MemoryLayout.PageSize));
        test.Ok(Kernel.Unmap(World.Space, at, 3));
        test.Ok(Kernel.Release(far));
        test.True(World.Until(&IsUsedFar, used));
    }

    [UserTest]
    public static void AProcessRunsOnAnotherCore(ref Test test)
    {
        ulong used = World.UsedOf(FarBudget);
        ChildProcess child = default;
        if (!test.Ok(child.Make(FarBudget, FarTime, 8 << 20, 32)) || !test.Ok(child.Start(&AddOne, 41))) return;
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Equal(42UL, child.ExitStatus);
        child.Release();
        test.True(World.Until(&IsUsedFar, used));
    }

    // SAFETY: memory is mapped there.
    private static ref ulong At(ulong address) => ref *(ulong*)address;

    private static ulong AddOne(ulong number) => number + 1;

    private static bool IsUsedFar(ulong bytes) => World.UsedOf(FarBudget) == bytes;
}
