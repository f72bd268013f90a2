using System.Threading;
using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>System calls on objects of other cores. With a single core its own objects stand in for them, and must answer the same.</summary>
internal static unsafe class CoreTests
{
    private static Handle<Notification> _notification;
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

    [UserTest]
    public static void ACallGoesToAnotherCoreAndIsAnswered(ref Test test)
    {
        if (!test.Ok(Kernel.CreateEndpoint(FarBudget, out Handle<Endpoint> endpoint))) return;
        ChildProcess child = default;
        if (!test.Ok(child.Make(FarBudget, FarTime, 8 << 20, 32)) || !test.Ok(child.GiveFirst(endpoint, Rights.Serve | Rights.Transfer))
            || !test.Ok(Kernel.Clone(endpoint, Rights.Call, 0, out Handle client)) || !test.Ok(Kernel.Release(endpoint))
            || !test.Ok(child.Start(&ServeTwice, 0)))
            return;
        endpoint = new(client);
        Message message = default;
        message.Label = 7;
        message.Word0 = 20;
        message.Word5 = 1;
        test.Ok(Kernel.Call(endpoint, ref message));
        test.Equal(8UL, message.Label);
        test.Equal(21UL, message.Word0);

        // The second answer brings a handle to an object of that core.
        message = default;
        message.Info = message.Info.Accepting();
        test.Ok(Kernel.Call(endpoint, ref message));
        test.Equal(1L, message.Info.ReceivedHandles);
        test.Equal((ulong)Far, World.InfoOf(message.Handle0).Core);
        test.Ok(Kernel.Wait(new Handle<Notification>(message.Handle0), World.In(World.Second), out ulong bits));
        test.Equal(3UL, bits);
        test.Ok(Kernel.Release(message.Handle0));
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Equal(0UL, child.ExitStatus);

        // Nobody is left who could serve it.
        message = default;
        test.Status(Status.PeerClosed, Kernel.Call(endpoint, ref message));
        child.Release();
        test.Ok(Kernel.Release(endpoint));
    }

    private static ulong ServeTwice(ulong unused)
    {
        var endpoint = new Handle<Endpoint>(ChildStart.Current.Gift0);
        Message message = default;
        if (Kernel.Receive(endpoint, ref message) != Status.Ok || message.Label != 7 || message.Word5 != 1) return 1;
        message.Label++;
        message.Word0 += message.Word5;
        if (Kernel.ReplyReceive(endpoint, ref message) != Status.Ok) return 2;
        if (Kernel.CreateNotification(Startup.Block.Budget, out Handle<Notification> made) != Status.Ok) return 3;
        _ = Kernel.Signal(made, 3);
        message = default;
        _ = message.TryAdd(made, HandlePassing.Clone);
        return Kernel.Reply(default, ref message) == Status.Ok ? 0UL : 4;
    }
    /// <summary>Two processes on two cores see the same memory, and talk through it without the kernel.</summary>
    [UserTest]
    public static void CoresShareMemory(ref Test test)
    {
        if (Far == 0) return;
        if (!test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> shared))) return;
        ulong at = Addresses.Take(1);
        ChildProcess child = default;
        if (!test.Ok(Kernel.Map(World.Space, shared, at, 0, 1, Protection.ReadWrite))
            || !test.Ok(child.Make(FarBudget, FarTime, 8 << 20, 32)) || !test.Ok(child.GiveFirst(shared, Rights.All))
            || !test.Ok(child.Start(&Echo, 1001)))
            return;
        for (ulong round = 1; round <= 1000 && !test.HasFailed; round++)
        {
            Volatile.Write(ref At(at), round);
            ulong end = World.In(World.Second);
            while (Volatile.Read(ref At(at + 8)) != round && World.Now < end) { }
            test.Equal(round, Volatile.Read(ref At(at + 8)));
        }
        // As long as another core uses it, its pages stay.
        test.Status(Status.BadState, Kernel.Decommit(shared, 0, 1));
        test.Status(Status.BadState, Kernel.Resize(shared, 2));
        test.Status(Status.BadState, Kernel.CreateCopy(World.Budget, shared, out _));
        Volatile.Write(ref At(at), 1001);
        test.Ok(child.AwaitEnd(5 * World.Second));
        child.Release();
        test.True(World.Until(&CanDecommit, shared.Value));
        test.Ok(Kernel.Release(shared));
    }

    private static bool CanDecommit(ulong memory) => Kernel.Decommit(World.Claim<MemoryObject>(memory), 0, 1) == Status.Ok;

    private static ulong Echo(ulong rounds)
    {
        ulong at = Addresses.Take(1);
        if (Kernel.Map(World.Space, new(ChildStart.Current.Gift0), at, 0, 1, Protection.ReadWrite) != Status.Ok) return 1;
        for (ulong round = 1; round <= rounds; round++)
        {
            while (Volatile.Read(ref At(at)) != round) { }
            Volatile.Write(ref At(at + 8), round);
        }
        return 0;
    }

    /// <summary>Memory that was lent to a process of another core is gone from there when the lease is over.</summary>
    [UserTest]
    public static void ALeaseThatEndsTakesMemoryFromAnotherCore(ref Test test)
    {
        if (!test.Ok(Kernel.CreateMemory(FarBudget, 1, MemoryOptions.None, out Handle<MemoryObject> memory))
            || !test.Ok(Kernel.Lend(FarBudget, memory, Rights.All, 0, out Handle<Lease> lease, out Handle borrowed)))
            return;
        ulong at = Addresses.Take(1);
        test.Ok(Kernel.Map(World.Space, new Handle<MemoryObject>(borrowed), at, 0, 1, Protection.ReadWrite));
        test.True(Touch.CanWrite(ref test, at));
        test.Ok(Kernel.Revoke(lease));
        World.Sleep(World.Millisecond);
        test.True(!Touch.CanWrite(ref test, at));
        test.Status(Status.Dead, Kernel.Map(World.Space, new Handle<MemoryObject>(borrowed), Addresses.Take(1), 0, 1, Protection.ReadWrite));
        test.Ok(Kernel.Resize(memory, 2));
        test.Ok(Kernel.Release(borrowed));
        test.Ok(Kernel.Release(lease));
        test.Ok(Kernel.Release(memory));
    }

    /// <summary>Memory that ends takes its mappings on another core along.</summary>
    [UserTest]
    public static void MemoryThatEndsLeavesOtherCores(ref Test test)
    {
        ulong used = World.UsedOf(FarBudget);
        if (!test.Ok(Kernel.CreateBudget(FarBudget, 64 * MemoryLayout.PageSize, out Handle<MemoryBudget> budget))
            || !test.Ok(Kernel.CreateMemory(budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory)))
            return;
        ulong at = Addresses.Take(1);
        test.Ok(Kernel.Map(World.Space, memory, at, 0, 1, Protection.ReadWrite));
        test.True(Touch.CanWrite(ref test, at));
        test.Ok(Kernel.EndBudget(budget));
        test.Ok(Kernel.Release(budget));
        test.Ok(Kernel.Release(memory));
        test.True(World.Until(&IsUsedFar, used));
        test.True(!Touch.CanWrite(ref test, at));
    }

    [UserTest]
    public static void AThreadThatWaitsOnAnotherCoreIsEnded(ref Test test)
    {
        if (!test.Ok(Kernel.CreateNotification(FarBudget, out _notification))) return;
        Worker worker = default;
        if (!test.Ok(worker.Start(&WaitFar, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.EndThread(worker.Thread, 9));
        test.Ok(worker.AwaitEnd());
        test.Equal(9UL, worker.ExitStatus);

        worker = default;
        if (!test.Ok(worker.Start(&WaitFar, 0))) return;
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.CancelWait(worker.Thread));
        test.Ok(worker.AwaitEnd());
        test.Status(Status.Cancelled, _status);
        test.Ok(Kernel.Release(_notification));
    }

    private static void WaitFar(ulong unused) => _status = Kernel.Wait(_notification, World.Never, out _seen);

    /// <summary>More threads wait on another core than there are words for in a ring.</summary>
    [UserTest]
    public static void ManyThreadsWaitOnAnotherCore(ref Test test)
    {
        const int count = 24;
        if (!test.Ok(Kernel.CreateNotification(FarBudget, out _notification))) return;
        for (int i = 0; i < count; i++)
        {
            Worker worker = default;
            if (!test.Ok(worker.Start(&CountWoken, 0))) return;
        }
        World.Sleep(5 * World.Millisecond);
        for (int i = 0; i < count; i++) test.Ok(Kernel.Signal(_notification, 1UL << i));
        test.True(World.Until(&AreWoken, count));
        test.Ok(Kernel.Release(_notification));
    }

    private static void CountWoken(ulong unused)
    {
        if (Kernel.Wait(_notification, World.Never, out _) == Status.Ok) _ = Interlocked.Increment(ref _woken);
    }

    private static ulong _woken;
    private static bool AreWoken(ulong count) => Volatile.Read(ref _woken) == count;

    // SAFETY: memory is mapped there.
    private static ref ulong At(ulong address) => ref *(ulong*)address;

    private static ulong AddOne(ulong number) => number + 1;

    private static bool IsUsedFar(ulong bytes) => World.UsedOf(FarBudget) == bytes;
}
