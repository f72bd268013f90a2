using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Everything that is made is charged, and comes back.</summary>
internal static unsafe class BudgetTests
{
    private const ulong Page = MemoryLayout.PageSize;

    private static Handle<MemoryBudget> _watched;
    private static Handle<Notification> _notification;
    private static Status _status;

    [UserTest]
    public static void ABudgetTakesItsBytesFromItsParent(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 64 * Page, out Handle<MemoryBudget> parent));
        test.Equal(64 * Page, World.InfoOf(parent).Detail0);
        test.Equal(0UL, World.UsedOf(parent));
        test.Ok(Kernel.CreateBudget(parent, 16 * Page, out Handle<MemoryBudget> child));
        // The bytes, and a page for the object.
        test.Equal(17 * Page, World.UsedOf(parent));
        test.Ok(Kernel.Release(child));
        test.True(IsUnused(parent));
    }

    [UserTest]
    public static void MoreThanThereIsIsRefused(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 8 * Page, out Handle<MemoryBudget> budget));
        test.Status(Status.BudgetExceeded, Kernel.CreateBudget(budget, 8 * Page, out Handle<MemoryBudget> none));
        test.True(none.IsNone);
        test.Status(Status.BudgetExceeded, Kernel.CreateBudget(budget, ulong.MaxValue, out _));
        test.Equal(0UL, World.UsedOf(budget));
        test.Ok(Kernel.CreateBudget(budget, 7 * Page, out _));
        test.Equal(8 * Page, World.UsedOf(budget));
    }

    /// <summary>Whoever still holds a handle to one of its objects keeps only the page in which that was.</summary>
    [UserTest]
    public static void WhatABudgetPaidForComesBackWhoeverHoldsHandles(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 64 * Page, out _watched));
        test.Ok(Kernel.CreateBudget(_watched, 32 * Page, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateMemory(budget, 16, MemoryOptions.Committed, out Handle<MemoryObject> memory));
        test.Ok(Kernel.EndBudget(budget));
        test.Ok(Kernel.Release(budget));
        // One for the budget that ended, one for the memory.
        test.True(World.Until(&HasComeBack, 2 * Page), "all but two pages come back"u8);
        test.Ok(Kernel.Release(memory));
        test.True(World.Until(&HasComeBack, 0), "those come back, too"u8);
        test.Ok(Kernel.Release(_watched));
    }

    private static bool HasComeBack(ulong allBut) => World.UsedOf(_watched) == allBut;

    [UserTest]
    public static void EveryKindOfObjectIsPaidForAndComesBack(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 256 * Page, out Handle<MemoryBudget> budget));
        Handle<AddressSpace> space = Samples.Of<AddressSpace>();
        Handle<Process> process = Samples.Of<Process>();
        test.Ok(Kernel.CreateNotification(budget, out Handle<Notification> notification));
        test.Ok(Kernel.CreateEndpoint(budget, out Handle<Endpoint> endpoint));
        test.Ok(Kernel.CreateTimer(budget, notification, 1, out Handle<Timer> timer));
        test.Ok(Kernel.CreateMemory(budget, 4, MemoryOptions.Committed, out Handle<MemoryObject> memory));
        test.Ok(Kernel.CreateAddressSpace(budget, out Handle<AddressSpace> made));
        test.Ok(Kernel.CreateProcess(budget, space, out Handle<Process> other));
        test.Ok(Kernel.CreateThread(budget, process, default, out Handle<Thread> thread));
        test.Ok(Kernel.CreateSchedulingContext(budget, World.Time, 1, World.Millisecond, World.Millisecond, out Handle<SchedulingContext> time));
        test.Ok(Kernel.Lend(budget, notification, Rights.All, 0, out Handle<Lease> lease, out Handle borrowed));
        test.True(World.UsedOf(budget) >= 8 * Page);

        test.Ok(Kernel.Release(borrowed));
        test.Ok(Kernel.Release(lease));
        test.Ok(Kernel.Release(time));
        test.Ok(Kernel.Release(thread));
        test.Ok(Kernel.Release(other));
        test.Ok(Kernel.Release(made));
        test.Ok(Kernel.Release(memory));
        test.Ok(Kernel.Release(timer));
        test.Ok(Kernel.Release(endpoint));
        test.Ok(Kernel.Release(notification));
        test.True(IsUnused(budget));
    }

    [UserTest]
    public static void AnExhaustedBudgetRefusesEveryKindOfObject(ref Test test)
    {
        Handle<AddressSpace> space = Samples.Of<AddressSpace>();
        Handle<Process> process = Samples.Of<Process>();
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.CreateBudget(World.Budget, 0, out Handle<MemoryBudget> nothing));
        test.Status(Status.BudgetExceeded, Kernel.CreateNotification(nothing, out Handle<Notification> none));
        test.True(none.IsNone);
        test.Status(Status.BudgetExceeded, Kernel.CreateEndpoint(nothing, out _));
        test.Status(Status.BudgetExceeded, Kernel.CreateTimer(nothing, notification, 1, out _));
        test.Status(Status.BudgetExceeded, Kernel.CreateMemory(nothing, 1, MemoryOptions.None, out _));
        test.Status(Status.BudgetExceeded, Kernel.CreateAddressSpace(nothing, out _));
        test.Status(Status.BudgetExceeded, Kernel.CreateProcess(nothing, space, out _));
        test.Status(Status.BudgetExceeded, Kernel.CreateThread(nothing, process, default, out _));
        test.Status(Status.BudgetExceeded,
            Kernel.CreateSchedulingContext(nothing, World.Time, 1, World.Millisecond, World.Millisecond, out _));
        test.Status(Status.BudgetExceeded, Kernel.Lend(nothing, notification, Rights.All, 0, out _, out _));
        test.Status(Status.BudgetExceeded, Kernel.CreateBudget(nothing, 0, out _));
        test.Equal(0UL, World.UsedOf(nothing));
    }

    [UserTest]
    public static void WhatFailsHalfWayLeavesNothingBehind(ref Test test)
    {
        // Each of these takes several pages: with one page less than it takes, it must give back those that it got.
        for (ulong pages = 0; pages < 8; pages++)
        {
            test.Ok(Kernel.CreateBudget(World.Budget, pages * Page, out Handle<MemoryBudget> budget));
            if (Kernel.CreateAddressSpace(budget, out Handle<AddressSpace> space) == Status.Ok) test.Ok(Kernel.Release(space));
            test.True(IsUnused(budget));
            if (Kernel.CreateProcess(budget, Samples.Of<AddressSpace>(), out Handle<Process> process) == Status.Ok) test.Ok(Kernel.Release(process));
            test.True(IsUnused(budget));
            if (Kernel.CreateThread(budget, Samples.Of<Process>(), default, out Handle<Thread> thread) == Status.Ok) test.Ok(Kernel.Release(thread));
            test.True(IsUnused(budget));
            if (Kernel.CreateMemory(budget, 4, MemoryOptions.Committed, out Handle<MemoryObject> memory) == Status.Ok) test.Ok(Kernel.Release(memory));
            test.True(IsUnused(budget));
            test.Ok(Kernel.Release(budget));
        }
    }

    [UserTest]
    public static void TheEndOfABudgetEndsWhatItPaidFor(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 64 * Page, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateNotification(budget, out _notification));
        Handle<Notification> held = _notification;
        test.Ok(Kernel.CreateBudget(budget, 8 * Page, out Handle<MemoryBudget> below));
        test.Ok(Kernel.CreateEndpoint(below, out Handle<Endpoint> endpoint));
        Worker worker = default;
        if (!test.Ok(worker.Start(&WaitForIt, 0))) return;
        World.Sleep(World.Millisecond);

        ulong before = World.UsedOf(World.Budget);
        test.Ok(Kernel.EndBudget(budget));
        test.Ok(worker.AwaitEnd());
        test.Status(Status.PeerClosed, _status);
        test.Status(Status.Dead, Kernel.Signal(held, 1));
        Message message = default;
        test.Status(Status.Dead, Kernel.Call(endpoint, ref message));
        test.Status(Status.Dead, Kernel.CreateNotification(below, out _));
        test.Status(Status.Dead, Kernel.CreateNotification(budget, out _));
        World.Sleep(10 * World.Millisecond);
        test.True(World.UsedOf(World.Budget) < before);
        test.Ok(Kernel.Release(held));
        test.Ok(Kernel.Release(endpoint));
        test.Ok(Kernel.Release(below));
        test.Ok(Kernel.Release(budget));
    }

    [UserTest]
    public static void AHandleTableGrowsOnItsProcesssBudget(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 8 * Page, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateProcess(budget, Samples.Of<AddressSpace>(), out Handle<Process> process));
        Status status = Status.Ok;
        int given = 0;
        for (; status == Status.Ok && given < 10_000; given++)
        {
            if (!test.Ok(Kernel.Clone(Samples.Of<Notification>(), Rights.All, 0, out Handle clone))) return;
            status = Kernel.Transfer(process, clone, out _);
            if (status != Status.Ok) test.Ok(Kernel.Release(clone));
        }
        test.Status(Status.BudgetExceeded, status);
        test.True(given > 300);
        test.Ok(Kernel.EndProcess(process, 0));
        test.Ok(Kernel.Release(process));
        test.True(IsUnused(budget));
        World.Sleep(World.Millisecond);
        test.Equal(1UL, World.InfoOf(Samples.Of<Notification>()).References);
    }

    private static void WaitForIt(ulong argument) => _status = Kernel.Wait(_notification, World.Never, out _);

    private static bool IsUnused(Handle<MemoryBudget> budget)
    {
        _watched = budget;
        return World.Until(&IsWatchedUnused, 0);
    }

    private static bool IsWatchedUnused(ulong argument) => World.UsedOf(_watched) == 0;
}
