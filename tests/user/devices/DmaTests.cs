using Diesis.Abi;
using Diesis.Abi.Objects;
using Diesis.Tests.Framework;

namespace Diesis.Tests.User;

/// <summary>Memory that a device reaches by itself.</summary>
internal static unsafe class DmaTests
{
    private const ulong Page = MemoryLayout.PageSize;
    private const ulong Patience = 2 * World.Second;

    [UserTest]
    public static void ADeviceCopiesMemory(ref Test test)
    {
        if (!MessageInterruptTests.AreThere || !TeachingDevice.TryFind(ref test, out TeachingDevice device)) return;
        test.Ok(Kernel.CreateMessageInterrupt(World.Budget, Startup.Block.Interrupts, out Handle<Interrupt> interrupt, out ulong to, out ulong data));
        if (!test.Require(device.Function.TryUseMessage(to, data))) return;
        Handle<Notification> notification = Samples.Of<Notification>();
        test.Ok(Kernel.BindInterrupt(interrupt, notification, 1));
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));

        Handle<DmaSpace> space = Samples.Of<DmaSpace>();
        test.Ok(Kernel.CreateMemory(World.Budget, 4, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
        test.Ok(Kernel.WriteMemory(memory, Page, "from one page"u8));
        test.Ok(Kernel.MapDma(space, memory, 1, 1, out ulong from));
        test.Ok(Kernel.MapDma(space, memory, 0, 4, out ulong all));
        test.Equal(from, all + Page);
        device.CopyIn(from, 64);
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        device.LowerAll();
        test.Ok(Kernel.AcknowledgeInterrupt(interrupt));
        device.CopyBack(all + 3 * Page, 64);
        test.Ok(Kernel.Wait(notification, World.In(Patience), out _));
        device.LowerAll();

        System.Span<byte> copied = stackalloc byte[13];
        test.Ok(Kernel.ReadMemory(memory, 3 * Page, copied));
        test.Equal("from one page"u8, copied);
    }

    [UserTest]
    public static void MemoryStaysUntilItIsUnmapped(ref Test test)
    {
        Handle<DmaSpace> space = Samples.Of<DmaSpace>();
        test.Ok(Kernel.CreateBudget(World.Budget, 8 * Page, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateMemory(budget, 2, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
        test.Equal(3 * Page, World.UsedOf(budget));
        test.Ok(Kernel.MapDma(space, memory, 0, 1, out ulong address));
        test.Ok(Kernel.MapDma(space, memory, 0, 2, out ulong again));
        test.Equal(address, again);
        test.Ok(Kernel.Release(memory));
        test.Equal(3 * Page, World.UsedOf(budget));
        test.Ok(Kernel.UnmapDma(space, address));
        test.Equal(3 * Page, World.UsedOf(budget));
        test.Ok(Kernel.UnmapDma(space, address));
        test.Equal(0UL, World.UsedOf(budget));
        test.Status(Status.OutOfRange, Kernel.UnmapDma(space, address));
    }

    [UserTest]
    public static void MemoryOfABudgetThatEndsStaysAsLongAsDevicesReachIt(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 8 * Page, out Handle<MemoryBudget> ofSpace));
        test.Ok(Kernel.CreateDmaSpace(ofSpace, Startup.Block.DeviceMemory, out Handle<DmaSpace> space));
        World.Sleep(World.Millisecond);
        ulong before = World.UsedOf(World.Budget);
        test.Ok(Kernel.CreateBudget(World.Budget, 8 * Page, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateMemory(budget, 2, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
        test.Ok(Kernel.MapDma(space, memory, 0, 2, out ulong pinned));
        test.Ok(Kernel.EndBudget(budget));
        World.Sleep(World.Millisecond);
        test.Status(Status.Dead, Kernel.WriteMemory(memory, 0, "x"u8));
        test.Ok(Kernel.Release(memory));
        test.Ok(Kernel.Release(budget));
        World.Sleep(World.Millisecond);
        // The page of the memory's object and its own two; the rest came back when the budget ended.
        test.Equal(before + 3 * Page, World.UsedOf(World.Budget));

        test.False(IsGivenAnew(ref test, pinned));

        // The space goes with all that is in it.
        test.Ok(Kernel.Release(space));
        World.Sleep(World.Millisecond);
        test.Equal(0UL, World.UsedOf(ofSpace));
        test.Equal(before, World.UsedOf(World.Budget));
    }

    /// <summary>Does memory that is made now lie at an address?</summary>
    private static bool IsGivenAnew(ref Test test, ulong address)
    {
        const int tries = 8;
        System.Span<ulong> made = stackalloc ulong[tries];
        bool isGiven = false;
        test.Ok(Kernel.CreateDmaSpace(World.Budget, Startup.Block.DeviceMemory, out Handle<DmaSpace> space));
        for (int i = 0; i < tries; i++)
        {
            test.Ok(Kernel.CreateMemory(World.Budget, 2, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
            test.Ok(Kernel.MapDma(space, memory, 0, 2, out ulong at));
            isGiven |= at == address;
            made[i] = memory.Value;
        }
        test.Ok(Kernel.Release(space));
        foreach (ulong memory in made) test.Ok(Kernel.Release(new Handle(memory)));
        World.Sleep(World.Millisecond);
        return isGiven;
    }

    [UserTest]
    public static void ASpaceEndsWithItsBudget(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 8 * Page, out Handle<MemoryBudget> ofSpace));
        test.Ok(Kernel.CreateDmaSpace(ofSpace, Startup.Block.DeviceMemory, out Handle<DmaSpace> space));
        test.Ok(Kernel.CreateMemory(World.Budget, 2, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
        test.Ok(Kernel.MapDma(space, memory, 0, 2, out _));
        test.Equal(2UL, World.InfoOf(memory).References);
        test.Ok(Kernel.EndBudget(ofSpace));
        World.Sleep(World.Millisecond);
        test.Status(Status.Dead, Kernel.MapDma(space, memory, 0, 1, out _));
        test.Equal(1UL, World.InfoOf(memory).References);
    }

    [UserTest]
    public static void ManyRangesGoWithTheirSpace(ref Test test)
    {
        test.Ok(Kernel.CreateBudget(World.Budget, 32 * Page, out Handle<MemoryBudget> budget));
        test.Ok(Kernel.CreateDmaSpace(budget, Startup.Block.DeviceMemory, out Handle<DmaSpace> space));
        test.Ok(Kernel.CreateMemory(World.Budget, 8, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
        for (uint i = 0; i < 300; i++) test.Ok(Kernel.MapDma(space, memory, i % 8, 1, out _));
        test.Equal(301UL, World.InfoOf(memory).References);
        test.Ok(Kernel.Release(space));
        World.Sleep(World.Millisecond);
        test.Equal(1UL, World.InfoOf(memory).References);
        test.Equal(0UL, World.UsedOf(budget));
    }

    [UserTest]
    public static void WhatCannotBeReachedIsRefused(ref Test test)
    {
        Handle<DmaSpace> space = Samples.Of<DmaSpace>();
        test.Ok(Kernel.CreateMemory(World.Budget, 4, MemoryOptions.Contiguous, out Handle<MemoryObject> memory));
        test.Status(Status.BadArgument, Kernel.MapDma(space, memory, 0, 0, out ulong address));
        test.Equal(0UL, address);
        test.Status(Status.OutOfRange, Kernel.MapDma(space, memory, 0, 5, out _));
        test.Status(Status.OutOfRange, Kernel.MapDma(space, memory, 4, 1, out _));
        test.Status(Status.OutOfRange, Kernel.MapDma(space, memory, 1, ulong.MaxValue, out _));
        test.Status(Status.OutOfRange, Kernel.MapDma(space, memory, ulong.MaxValue, 1, out _));
        test.Ok(Kernel.CreateMemory(World.Budget, 1, MemoryOptions.Committed, out Handle<MemoryObject> loose));
        test.Status(Status.BadState, Kernel.MapDma(space, loose, 0, 1, out _));
        test.Status(Status.BadState, Kernel.MapDma(space, World.Module, 0, 1, out _));
        test.Ok(Kernel.Lend(World.Budget, memory, Rights.All, 0, out _, out Handle lent));
        test.Status(Status.NotPermitted, Kernel.MapDma(space, World.Claim<MemoryObject>(lent.Value), 0, 1, out _));
        test.Status(Status.OutOfRange, Kernel.UnmapDma(space, 0));
        test.Status(Status.OutOfRange, Kernel.UnmapDma(space, ulong.MaxValue));
        test.Equal(2UL, World.InfoOf(memory).References);

        test.Status(Status.BadState, Kernel.CreateDmaSpace(World.Budget, memory, out _));
        test.Ok(Kernel.CreateBudget(World.Budget, 0, out Handle<MemoryBudget> nothing));
        test.Status(Status.BudgetExceeded, Kernel.CreateDmaSpace(nothing, Startup.Block.DeviceMemory, out _));
        test.Ok(Kernel.CreateBudget(World.Budget, Page, out Handle<MemoryBudget> little));
        test.Ok(Kernel.CreateDmaSpace(little, Startup.Block.DeviceMemory, out space));
        for (int i = 0; i < 30; i++) test.Ok(Kernel.MapDma(space, memory, 0, 1, out _));
        test.Status(Status.BudgetExceeded, Kernel.MapDma(space, memory, 0, 1, out _));
    }
}
