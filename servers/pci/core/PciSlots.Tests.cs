using Diesis.Abi;
using Diesis.Contracts.Devices;
using Diesis.Devices.Pci;
using Diesis.Servers.Pci;
using Diesis.Tests.Devices.Pci;

namespace Diesis.Tests.Servers.Pci;

public class PciSlotsTests
{
    private const ushort Vendor = 0x1AF4, Kind = 0x1042, Master = 4;

    private readonly SimulatedPci _pci = new();
    private readonly SimulatedFunction _first, _second, _bridge;
    private readonly PciSlots _slots = new();

    public PciSlotsTests()
    {
        _pci.AddBridge(new(0, 0, 1, 0), secondary: 1, subordinate: 2);
        _bridge = _pci.Add(new(0, 0, 2, 0), 0x8086, 0x29C0, 0x06_0000);
        _first = _pci.Add(new(0, 1, 0, 0), Vendor, Kind, 0x01_0000);
        _second = _pci.Add(new(0, 2, 0, 0), Vendor, Kind, 0x01_0000);
        _first.AddMemory(0, 0xFE00_0000, 0x4000);
        _first.AddMemory(1, 0xFE00_8200, 0x200);
        _second.AddMemory(0, 0xFE00_8400, 0x200);
        _second.AddMemory(1, 0xFE01_0000, 0x2000);
        // It can begin anew; the other cannot.
        _first.AddCapability(0x40, 0x10);
        _first.Words[0x44 / 4] = 1 << 28;
        _first.Writable[0x48 / 4] = 0xFFFF;
        _first.Command = _second.Command = _bridge.Command = 7;
        _slots.Add(_pci, PciScan.Of(_pci, 0, 0, 2));
    }

    private PciSlot? Find() => _slots.Find(Vendor, Kind, 0, 0);

    [Fact]
    public void NothingReachesMemoryBeforeSomebodyDrivesIt()
    {
        Assert.Equal((0, 0, Master), (_first.Command & Master, _second.Command & Master, _bridge.Command & Master));
        PciSlot slot = Find()!;
        _ = slot.Take(driver: 9);
        Assert.Equal((3, 9UL), (_first.Command & 7, PciSlots.Describe(slot).Driver));
        slot.Begin();
        Assert.Equal(7, _first.Command & 7);
        Assert.Equal(Master, (int)_pci.Read(new(0, 0, 1, 0), 4) & Master);
    }

    [Fact]
    public void WhatSomebodyDrivesNobodyElseFinds()
    {
        _ = Find()!.Take(9);
        PciSlot second = Find()!;
        Assert.Equal(2, second.Function.Address.Bus);
        _ = second.Take(9);
        Assert.Null(Find());
    }

    [Fact]
    public void KindsAndClassesAreFound()
    {
        Assert.NotNull(_slots.Find(PciFunctionInfo.Any, PciFunctionInfo.Any, 0x01_0000, 0xFF_0000));
        Assert.Null(_slots.Find(PciFunctionInfo.Any, PciFunctionInfo.Any, 0x02_0000, 0xFF_0000));
        Assert.Null(_slots.Find(Vendor, Kind + 1, 0, 0));
        // Nobody drives a bridge.
        Assert.Null(_slots.Find(0x8086, PciFunctionInfo.Any, 0, 0));
    }

    [Fact]
    public void AfterItsDriverAFunctionIsKeptFromMemoryAndBeginsAnew()
    {
        PciSlot slot = Find()!;
        _ = slot.Take(9);
        slot.Begin();
        Assert.True(slot.BeginReset());
        Assert.Equal((0, SlotState.Resetting, 1U), (_first.Command & Master, slot.State, _first.Words[0x48 / 4] >> 15 & 1));
        // It is not given to somebody else meanwhile, nor is the next in its place.
        Assert.Same(slot, Find());
        Assert.Equal(0, PciSlots.Describe(slot).Messages);
        _first.Words[0x10 / 4] = 0;
        slot.EndReset();
        Assert.Equal((0xFE00_0000U, SlotState.Free, 0UL), (_first.Words[0x10 / 4], slot.State, PciSlots.Describe(slot).Driver));
    }

    [Fact]
    public void OneThatCannotBeginAnewIsKeptFromMemoryAllTheSame()
    {
        _ = Find()!.Take(9);
        PciSlot slot = Find()!;
        _ = slot.Take(9);
        slot.Begin();
        Assert.False(slot.BeginReset());
        Assert.Equal((0, SlotState.Free, true), (_second.Command & Master, slot.State, slot.IsUnused));
    }

    [Fact]
    public void AFunctionIsUnusedOnlyAfterItBeganAnew()
    {
        PciSlot slot = Find()!;
        Assert.False(slot.IsUnused);
        _ = slot.BeginReset();
        slot.EndReset();
        Assert.True(slot.IsUnused);
        _ = slot.Take(9);
        Assert.False(slot.IsUnused);
    }

    [Fact]
    public void PagesAreTheFunctionsAloneAndInsideOfItsRanges()
    {
        PciSlot first = Find()!;
        Assert.Equal((Status.Ok, 0xFE00_0000UL), (RangePages.TryFind(_slots, first, 0, 0, 4, out ulong start), start));
        Assert.Equal((Status.Ok, 0xFE00_2000UL), (RangePages.TryFind(_slots, first, 0, 2, 1, out start), start));
        Assert.Equal(
            [Status.OutOfRange, Status.OutOfRange, Status.OutOfRange, Status.OutOfRange, Status.OutOfRange],
            [
                RangePages.TryFind(_slots, first, 0, 3, 2, out _), RangePages.TryFind(_slots, first, 0, uint.MaxValue, uint.MaxValue, out _), RangePages.TryFind(_slots, first, 0, 0, 0, out _),
                RangePages.TryFind(_slots, first, 2, 0, 1, out _), RangePages.TryFind(_slots, first, 77, 0, 1, out _),
            ]);
        // The other function's range lies in the same page.
        Assert.Equal(Status.NotPermitted, RangePages.TryFind(_slots, first, 1, 0, 1, out _));
    }

    [Fact]
    public void TheTableOfMessagesIsNotGivenOut()
    {
        // MSI-X of 4 messages, in the second page of range 1.
        _second.AddCapability(0x40, 0x11);
        _second.Words[0x40 / 4] |= 3 << 16;
        _second.Words[0x44 / 4] = 0x1000 | 1;
        PciSlots slots = new();
        slots.Add(_pci, PciScan.Of(_pci, 0, 0, 2));
        _ = slots.Find(Vendor, Kind, 0, 0)!.Take(9);
        PciSlot second = slots.Find(Vendor, Kind, 0, 0)!;
        Assert.Equal(4, PciSlots.Describe(second).Messages);
        Assert.Equal(Status.Ok, RangePages.TryFind(slots, second, 1, 0, 1, out _));
        Assert.Equal(Status.NotPermitted, RangePages.TryFind(slots, second, 1, 1, 1, out _));
        Assert.Equal(Status.NotPermitted, RangePages.TryFind(slots, second, 1, 0, 2, out _));
    }
}
