using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Handles that can be taken back.</summary>
internal static class LeaseTests
{
    [UserTest]
    public static void ABorrowedHandleWorksUntilItIsRevoked(ref Test test)
    {
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.Lend(World.Budget, notification, Rights.Signal | Rights.Clone, 0, out Handle<Lease> lease, out Handle borrowed));
        ObjectInfo info = World.InfoOf(borrowed);
        test.Equal((ulong)ObjectType.Notification, (ulong)info.Type);
        test.Equal((ulong)HandleKind.Leased, (ulong)info.Kind);
        test.Equal((ulong)(Rights.Signal | Rights.Clone), (ulong)info.Rights);
        test.Ok(Kernel.Signal(World.Claim<Notification>(borrowed.Value), 1));
        test.Ok(Kernel.Clone(borrowed, Rights.Signal, 0, out Handle copy));
        test.Ok(Kernel.Signal(World.Claim<Notification>(copy.Value), 2));

        test.Ok(Kernel.Revoke(lease));
        test.Status(Status.Dead, Kernel.Signal(World.Claim<Notification>(borrowed.Value), 4));
        test.Status(Status.Dead, Kernel.Signal(World.Claim<Notification>(copy.Value), 4));
        test.Ok(Kernel.Wait(notification, 0, out ulong bits));
        test.Equal(3UL, bits);
        test.Ok(Kernel.Release(borrowed));
        test.Ok(Kernel.Release(copy));
        test.Ok(Kernel.Release(lease));
    }

    [UserTest]
    public static void ALeaseEndsWithItsTime(ref Test test)
    {
        test.Ok(Kernel.Lend(World.Budget, Samples.Of<Notification>(), Rights.All, 5 * World.Millisecond, out _, out Handle borrowed));
        test.Ok(Kernel.Signal(World.Claim<Notification>(borrowed.Value), 1));
        World.Sleep(10 * World.Millisecond);
        test.Status(Status.Dead, Kernel.Signal(World.Claim<Notification>(borrowed.Value), 1));
    }

    [UserTest]
    public static void TheLongestDurationDoesNotEndAtOnce(ref Test test)
    {
        test.Ok(Kernel.Lend(World.Budget, Samples.Of<Notification>(), Rights.All, ulong.MaxValue, out _, out Handle borrowed));
        World.Sleep(World.Millisecond);
        test.Ok(Kernel.Signal(World.Claim<Notification>(borrowed.Value), 1));
    }

    [UserTest]
    public static void ALeaseEndsWithItsLastHandle(ref Test test)
    {
        test.Ok(Kernel.Lend(World.Budget, Samples.Of<Notification>(), Rights.All, 0, out Handle<Lease> lease, out Handle borrowed));
        test.Ok(Kernel.Release(lease));
        World.Sleep(World.Millisecond);
        test.Status(Status.Dead, Kernel.Signal(World.Claim<Notification>(borrowed.Value), 1));
    }

    [UserTest]
    public static void NoRightsAreLentThatAreNotThere(ref Test test)
    {
        test.Ok(Kernel.Clone(Samples.Of<Notification>(), Rights.Lend | Rights.Signal, 0, out Handle lesser));
        test.Status(Status.NotPermitted, Kernel.Lend(World.Budget, lesser, Rights.Wait, 0, out Handle<Lease> lease, out Handle borrowed));
        test.True(lease.IsNone && borrowed.IsNone);
        test.Ok(Kernel.Lend(World.Budget, lesser, Rights.Signal, 0, out lease, out borrowed));
        test.Equal((ulong)Rights.Signal, (ulong)World.InfoOf(borrowed).Rights);
    }

    [UserTest]
    public static void ALeaseKeepsItsObjectAndGivesItUp(ref Test test)
    {
        test.Ok(Kernel.CreateNotification(World.Budget, out Handle<Notification> notification));
        test.Ok(Kernel.Weaken(notification, Rights.All, out Handle weak));
        test.Ok(Kernel.Lend(World.Budget, notification, Rights.All, 0, out Handle<Lease> lease, out Handle borrowed));
        test.Ok(Kernel.Release(notification));
        test.Ok(Kernel.Signal(World.Claim<Notification>(borrowed.Value), 1));
        test.Ok(Kernel.Revoke(lease));
        World.Sleep(World.Millisecond);
        test.Status(Status.Dead, Kernel.Signal(World.Claim<Notification>(weak.Value), 1));
    }

    [UserTest]
    public static void WhatWasMappedByALeaseGoesWithIt(ref Test test)
    {
        ulong at = Addresses.Take(1);
        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.None, out Handle<MemoryObject> memory));
        test.Ok(Kernel.Lend(World.Budget, memory, Rights.All, 0, out Handle<Lease> lease, out Handle borrowed));
        test.Ok(Kernel.Map(World.Space, World.Claim<MemoryObject>(borrowed.Value), at, 0, 1, Protection.ReadWrite));
        test.True(Touch.CanWrite(ref test, at));
        test.Ok(Kernel.Revoke(lease));
        World.Sleep(World.Millisecond);
        test.False(Touch.CanRead(ref test, at));
    }

    [UserTest]
    public static void ARevokedLeaseIsOver(ref Test test)
    {
        test.Ok(Kernel.Lend(World.Budget, Samples.Of<Notification>(), Rights.All, 0, out Handle<Lease> lease, out _));
        test.Ok(Kernel.Revoke(lease));
        test.Status(Status.Dead, Kernel.Revoke(lease));
        test.Ok(Kernel.Release(lease));
    }
}
