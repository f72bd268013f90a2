using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Interrupts that a device raises by a write.</summary>
internal static class MessageInterruptTests
{
    private const ulong Patience = 2 * World.Second, Moment = 20 * World.Millisecond;

    private static Handle<Interrupt> All => Startup.Block.Interrupts;

    [UserTest]
    public static void AMessageComesOnceForEachTimeItIsAcknowledged(ref Test test)
    {
        if (!TryTake(ref test, out TeachingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> notification)) return;
        device.RaiseInterrupt();
        device.RaiseInterrupt();
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        // Those that came before are one.
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.Wait(notification, World.In(Patience), out ulong bits));
        test.Equal(3UL, bits);
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        device.RaiseInterrupt();
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        device.LowerAll();
    }

    [UserTest]
    public static void AMaskedMessageWaits(ref Test test)
    {
        if (!TryTake(ref test, out TeachingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> notification)) return;
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.MaskInterrupt(interrupt));
        device.RaiseInterrupt();
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        device.LowerAll();
    }

    [UserTest]
    public static void AMessageEndsAReceiveByItsNotification(ref Test test)
    {
        if (!TryTake(ref test, out TeachingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> notification)) return;
        test.Ok(Kernel.BindNotification(World.Thread, notification));
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        device.RaiseInterrupt();
        Message message = default;
        test.Ok(Kernel.Receive(Samples.Of<Endpoint>(), ref message));
        test.Equal(0UL, message.Badge);
        test.Equal(3UL, message.Word0);
        device.LowerAll();
    }

    [UserTest]
    public static void WhatNobodyHasAnyMoreDoesNotCome(ref Test test)
    {
        if (!TryTake(ref test, out TeachingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> notification)) return;
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        test.Ok(Kernel.Release(interrupt));
        test.Equal(1UL, World.InfoOf(notification).References);
        device.RaiseInterrupt();
        test.Status(Status.TimedOut, Kernel.Wait(notification, World.In(Moment), out _));
        device.LowerAll();
        device.Function.UseWire();
    }

    [UserTest]
    public static void AMachineWithoutMessagesHasNone(ref Test test)
    {
        if (AreThere) return;
        test.Status(Status.NotSupported, Kernel.CreateMessageInterrupt(World.Budget, All, out Handle<Interrupt> none, out _, out _));
        test.True(none.IsNone);
    }

    /// <summary>QEMU's <c>virt</c> has a GICv2 with its frame for up to eight cores; a GICv3 with a translation service for more.</summary>
    public static bool AreThere => Ports.AreThere || Startup.Block.CoreCount <= 8;

    [UserTest]
    public static void ThereAreSoManyMessagesAndNoMoreAndAllComeBack(ref Test test)
    {
        if (!AreThere) return;
        test.Ok(Kernel.CreateBudget(World.Budget, 64 * MemoryLayout.PageSize, out Handle<MemoryBudget> budget));
        ulong first = CountAll(ref test, budget);
        test.True(first >= 8);
        test.Equal(0UL, World.UsedOf(budget));
        test.Equal(first, CountAll(ref test, budget));
    }

    /// <summary>Takes all that there are, each apart from the others, and gives them back.</summary>
    private static ulong CountAll(ref Test test, Handle<MemoryBudget> budget)
    {
        System.Span<ulong> taken = stackalloc ulong[256];
        System.Span<ulong> seen = stackalloc ulong[256];
        ulong count = 0;
        Status status = Kernel.CreateMessageInterrupt(budget, All, out Handle<Interrupt> interrupt, out ulong address, out ulong data);
        while (status == Status.Ok && count < 256)
        {
            for (int i = 0; i < (int)count; i++) test.True(seen[i] != address * 4096 + data, "two are told apart by what is written");
            seen[(int)count] = address * 4096 + data;
            taken[(int)count++] = interrupt.Value;
            status = Kernel.CreateMessageInterrupt(budget, All, out interrupt, out address, out data);
        }
        test.Status(Status.OutOfMemory, status);
        test.True(interrupt.IsNone);
        for (int i = 0; i < (int)count; i++) test.Ok(Kernel.Release(new Handle(taken[i])));
        return count;
    }

    private static bool TryTake(ref Test test, out TeachingDevice device, out Handle<Interrupt> interrupt, out Handle<Notification> notification)
    {
        interrupt = default;
        notification = default;
        device = default;
        return AreThere && TeachingDevice.TryFind(ref test, out device)
            && test.Ok(Kernel.CreateMessageInterrupt(World.Budget, All, out interrupt, out ulong address, out ulong data))
            && test.Require(device.Function.TryUseMessage(address, data))
            && test.Ok(Kernel.CreateNotification(World.Budget, out notification))
            && test.Ok(Kernel.BindInterrupt(interrupt, notification, 3));
    }
}
