using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>What objects signal and tell on other cores than their own. With a single core all of it happens on that, and must look the same.</summary>
internal static unsafe class RemoteLinkTests
{
    private const ulong Seen = 0x5EE4;

    private static int Far => (int)Startup.Block.CoreCount - 1;
    private static Handle<MemoryBudget> FarBudget => Startup.Block.Budgets[Far];

    [UserTest]
    public static void ATimerSignalsAnotherCore(ref Test test)
    {
        Fire(ref test, FarBudget, World.Budget);
        Fire(ref test, World.Budget, FarBudget);
    }

    private static void Fire(ref Test test, Handle<MemoryBudget> timerAt, Handle<MemoryBudget> notificationAt)
    {
        if (!test.Ok(Kernel.CreateNotification(notificationAt, out Handle<Notification> notification))) return;
        if (!test.Ok(Kernel.CreateTimer(timerAt, notification, 6, out Handle<Timer> timer))) return;
        ulong at = World.In(World.Millisecond);
        test.Ok(Kernel.SetTimer(timer, at));
        test.Ok(Kernel.Wait(notification, World.In(World.Second), out ulong bits));
        test.Equal(6UL, bits);
        test.True(World.Now >= at);
        test.Ok(Kernel.Release(timer));
        test.True(World.Until(&IsAlone, notification.Value));
        test.Ok(Kernel.Release(notification));
    }

    [UserTest]
    public static void TheEndOfAProcessIsHeardOnAnotherCore(ref Test test)
    {
        if (!test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> heard))) return;
        ChildProcess child = default;
        if (!test.Ok(child.Make(FarBudget, Startup.Block.Times[Far], 8 << 20, 32)) || !test.Ok(Kernel.NotifyOfEnd(child.Thread, heard, 2))
            || !test.Ok(child.Start(&Return, 5)))
            return;
        test.Ok(Kernel.Wait(heard, World.In(5 * World.Second), out ulong bits));
        test.Equal(2UL, bits);
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Ok(Kernel.NotifyOfEnd(child.Process, heard, 4));
        test.Ok(Kernel.Wait(heard, World.In(World.Second), out bits));
        test.Equal(4UL, bits);
        child.Release();
        test.True(World.Until(&IsAlone, heard.Value));
        test.Ok(Kernel.Release(heard));
    }

    [UserTest]
    public static void AFaultIsHandledOnAnotherCore(ref Test test)
    {
        if (!test.Ok(Kernel.CreateEndpoint(World.Budget, out Handle<Endpoint> endpoint))) return;
        ChildProcess child = default;
        if (!test.Ok(child.Make(FarBudget, Startup.Block.Times[Far], 8 << 20, 32)) || !test.Ok(Kernel.SetFaultHandler(child.Thread, endpoint))
            || !test.Ok(child.Start(&WriteTo, Addresses.Take(1))))
            return;
        Message message = default;
        test.Ok(Kernel.Receive(endpoint, ref message));
        test.Equal((ulong)FaultCode.PageFault, message.Label);
        test.True((message.Word2 & (ulong)FaultAccessFlags.Write) != 0);
        message = default;
        message.Label = (ulong)FaultVerdict.Kill;
        test.Ok(Kernel.Reply(default, ref message));
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Equal((ulong)ExitKind.Faulted, (ulong)child.ExitKind);
        child.Release();
        // Nobody is left who could call.
        message = default;
        test.Status(Status.PeerClosed, ReceiveAlone(ref test, endpoint, ref message));
    }

    private static Status ReceiveAlone(ref Test test, Handle<Endpoint> endpoint, ref Message message)
    {
        if (!test.Ok(Kernel.Clone(endpoint, Rights.Serve, 0, out Handle server)) || !test.Ok(Kernel.Release(endpoint))) return Status.Ok;
        Status status = Kernel.Receive(new Handle<Endpoint>(server), ref message);
        test.Ok(Kernel.Release(server));
        return status;
    }

    /// <summary>The memory and who touches it are of one core, the pager of another.</summary>
    [UserTest]
    public static void APagerServesAnotherCore(ref Test test)
    {
        if (!test.Ok(Kernel.CreateEndpoint(World.Budget, out Handle<Endpoint> endpoint))
            || !test.Ok(Kernel.CreatePagedMemory(FarBudget, 4, endpoint, out Handle<MemoryObject> paged))
            || !test.Ok(Kernel.CreateMemory(FarBudget, 1, MemoryOptions.Committed, out Handle<MemoryObject> supply)))
            return;
        ChildProcess child = default;
        if (!test.Ok(child.Make(FarBudget, Startup.Block.Times[Far], 8 << 20, 32)) || !test.Ok(child.GiveFirst(paged, Rights.All)) || !test.Ok(child.Start(&ReadThird, 0)))
            return;
        Message message = default;
        test.Ok(Kernel.Receive(endpoint, ref message));
        test.Equal((ulong)FaultCode.PageFault, message.Label);
        test.Equal(2UL, message.Word0);
        ulong word = Seen;
        test.Ok(Kernel.WriteMemory(supply, 0, World.BytesOf(ref word)));
        test.Ok(Kernel.SupplyPages(paged, 2, supply, 0, 1));
        message = default;
        message.Label = (ulong)FaultVerdict.Continue;
        test.Ok(Kernel.Reply(default, ref message));
        test.Ok(child.AwaitEnd(5 * World.Second));
        test.Equal(Seen, child.ExitStatus);
        child.Release();
        test.Ok(Kernel.Release(paged));
        test.Ok(Kernel.Release(supply));
        test.Ok(Kernel.Release(endpoint));
    }

    private static ulong ReadThird(ulong unused)
    {
        ulong at = Addresses.Take(4);
        if (Kernel.Map(World.Space, new(ChildStart.Current.Gift0), at, 0, 4, Protection.Read) != Status.Ok) return 1;
        // SAFETY: memory is mapped there.
        return *(ulong*)(at + 2 * MemoryLayout.PageSize);
    }

    // SAFETY: nothing is mapped there, which is what is tested.
    private static ulong WriteTo(ulong address) => *(ulong*)address = 1;

    private static ulong Return(ulong value) => value;

    private static bool IsAlone(ulong handle) => World.InfoOf(new Handle(handle)).References == 1;
}
