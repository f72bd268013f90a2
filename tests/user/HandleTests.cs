using Diesis.Abi;
using Diesis.Abi.Description;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Clone, weaken, release, transfer, query.</summary>
internal static class HandleTests
{
    [UserTest]
    public static void ANewObjectsHandleHasAllRights(ref Test test)
    {
        ObjectInfo info = World.InfoOf(Samples.Of<Endpoint>());
        test.Equal((ulong)Rights.All, (ulong)info.Rights);
        test.Equal((ulong)ObjectType.Endpoint, (ulong)info.Type);
        test.Equal((ulong)HandleKind.Strong, (ulong)info.Kind);
        test.Equal(0UL, info.Badge);
        test.Equal(1UL, info.References);
    }

    [UserTest]
    public static void ACloneLeadsToTheSameObject(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.Clone(notification, Rights.All, 0, out Handle clone));
        test.True(clone != notification);
        test.Ok(Kernel.Signal(World.Claim<Notification>(clone.Value), 5));
        test.Ok(Kernel.Wait(notification, 0, out ulong bits));
        test.Equal(5UL, bits);
    }

    [UserTest]
    public static void AStrongCloneKeepsTheObject(ref Test test)
    {
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> first));
        test.Ok(Kernel.Clone(first, Rights.All, 0, out Handle second));
        test.Equal(2UL, World.InfoOf(first).References);
        test.Ok(Kernel.Release(first));
        test.Ok(Kernel.Signal(World.Claim<Notification>(second.Value), 1));
        test.Equal(1UL, World.InfoOf(second).References);
    }

    [UserTest]
    public static void RightsShrinkAndDoNotGrow(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.Clone(notification, Rights.Clone | Rights.Signal, 0, out Handle lesser));
        test.Equal((ulong)(Rights.Clone | Rights.Signal), (ulong)World.InfoOf(lesser).Rights);
        test.Status(Status.NotPermitted, Kernel.Clone(lesser, Rights.Signal | Rights.Wait, 0, out Handle refused));
        test.True(refused.IsNone);
        test.Status(Status.NotPermitted, Kernel.Weaken(lesser, Rights.Wait, out _));
        test.Ok(Kernel.Clone(lesser, Rights.None, 0, out Handle none));
        test.Equal(0UL, (ulong)World.InfoOf(none).Rights);
        test.Status(Status.NotPermitted, Kernel.Clone(none, Rights.None, 0, out _));
    }

    [UserTest]
    public static void ABadgeIsSetOnceAndInherited(ref Test test)
    {
        test.Ok(Kernel.Clone(Samples.Of<Endpoint>(), Rights.All, 77, out Handle badged));
        test.Equal(77UL, World.InfoOf(badged).Badge);
        test.Ok(Kernel.Clone(badged, Rights.All, 0, out Handle copy));
        test.Equal(77UL, World.InfoOf(copy).Badge);
        test.Status(Status.NotPermitted, Kernel.Clone(badged, Rights.All, 78, out _));
        test.Status(Status.NotPermitted, Kernel.Clone(badged, Rights.All, 77, out _));
    }

    [UserTest]
    public static void AReleasedValueIsNeverGivenAgain(ref Test test)
    {
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> first));
        test.Ok(Kernel.Release(first));
        for (int i = 0; i < 1000; i++)
        {
            test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> next));
            if (!test.Require(next.Value != first.Value)) return;
            test.Ok(Kernel.Release(next));
        }
        test.Status(Status.BadHandle, Kernel.Release(first));
        test.Status(Status.BadHandle, Kernel.Signal(first, 1));
    }

    [UserTest]
    public static void AWeakHandleDoesNotKeepTheObject(ref Test test)
    {
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(Kernel.Weaken(notification, Rights.All, out Handle weak));
        test.Equal((ulong)HandleKind.Weak, (ulong)World.InfoOf(weak).Kind);
        test.Equal(1UL, World.InfoOf(notification).References);
        test.Ok(Kernel.Signal(World.Claim<Notification>(weak.Value), 2));
        test.Ok(Kernel.Release(notification));
        test.Status(Status.Dead, Kernel.Signal(World.Claim<Notification>(weak.Value), 2));
        ObjectInfo info = default;
        test.Status(Status.Dead, Kernel.Query(weak, World.BytesOf(ref info)));
        test.Ok(Kernel.Release(weak));
    }

    [UserTest]
    public static void ACloneOfAWeakHandleIsWeak(ref Test test)
    {
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(Kernel.Weaken(notification, Rights.All, out Handle weak));
        test.Ok(Kernel.Clone(weak, Rights.All, 0, out Handle clone));
        test.Equal((ulong)HandleKind.Weak, (ulong)World.InfoOf(clone).Kind);
        test.Ok(Kernel.Release(notification));
        test.Status(Status.Dead, Kernel.Signal(World.Claim<Notification>(clone.Value), 1));
    }

    [UserTest]
    public static void ManyHandlesHaveRoomAndAllWork(ref Test test)
    {
        const int many = 2000;
        Handle<Notification> notification = Samples.Of<Notification>();
        ulong first = 0, last = 0;
        for (int i = 0; i < many; i++)
        {
            if (!test.Ok(Kernel.Clone(notification, Rights.All, 0, out Handle clone))) return;
            if (i == 0) first = clone.Value;
            last = clone.Value;
        }
        test.Ok(Kernel.Signal(World.Claim<Notification>(first), 1));
        test.Ok(Kernel.Signal(World.Claim<Notification>(last), 2));
        test.Ok(Kernel.Wait(notification, 0, out ulong bits));
        test.Equal(3UL, bits);
        test.Equal(many + 1UL, World.InfoOf(notification).References);
    }

    [UserTest]
    public static void AQueryWantsRoomForExactlyTheAnswer(ref Test test)
    {
        ObjectInfo info = default;
        Handle<Notification> handle = Samples.Of<Notification>();
        test.Status(Status.BadArgument, Kernel.Query(handle, World.BytesOf(ref info).Slice(1)));
        test.Status(Status.BadArgument, Kernel.Query(handle, default));
        RawCall.Arguments arguments = default;
        arguments[0] = handle.Value;
        arguments[2] = (ulong)World.BytesOf(ref info).Length;
        BadAddresses.Refuses(ref test, SystemCallNumber.Query, arguments, 1);
    }

    [UserTest]
    public static void WithoutTheRightAQueryTellsOnlyOfTheHandle(ref Test test)
    {
        test.Ok(Kernel.Clone(Samples.Of<MemoryBudget>(), Rights.Spend, 0, out Handle blind));
        ObjectInfo info = World.InfoOf(blind);
        test.Equal((ulong)ObjectType.MemoryBudget, (ulong)info.Type);
        test.Equal((ulong)Rights.Spend, (ulong)info.Rights);
        test.Equal(0UL, info.References);
        test.Equal(0UL, info.Detail0);
        test.True(World.InfoOf(Samples.Of<MemoryBudget>()).Detail0 != 0);
    }

    [UserTest]
    public static void ATransferredHandleIsThereAndNoLongerHere(ref Test test)
    {
        Handle<Process> other = Samples.Of<Process>();
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(Kernel.Weaken(notification, Rights.All, out Handle weak));
        test.Ok(Kernel.Transfer(other, notification, out Handle there));
        test.False(there.IsNone);
        test.Status(Status.BadHandle, Kernel.Signal(notification, 1));
        test.Ok(Kernel.Signal(World.Claim<Notification>(weak.Value), 1));
        // When the process goes, so does what only it held.
        test.Ok(Kernel.EndProcess(other, 0));
        test.Status(Status.Dead, AfterAWhile(weak));
    }

    private static Status AfterAWhile(Handle weak)
    {
        World.Sleep(10 * World.Millisecond);
        return Kernel.Signal(World.Claim<Notification>(weak.Value), 1);
    }

    [UserTest]
    public static void ATransferToAnEndedProcessLeavesTheHandleHere(ref Test test)
    {
        Handle<Process> other = Samples.Of<Process>();
        test.Ok(Kernel.EndProcess(other, 0));
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Status(Status.Dead, Kernel.Transfer(other, notification, out Handle there));
        test.True(there.IsNone);
        test.Ok(Kernel.Signal(notification, 1));
    }
}
