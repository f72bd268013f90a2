using Diesis.Devices;
using Diesis.Devices.Pci;

namespace Diesis.Tests.Devices.Pci;

public class PciControlTests
{
    private readonly SimulatedPci _pci = new();
    private readonly SimulatedFunction _device;

    public PciControlTests()
    {
        _pci.AddBridge(new(0, 0, 1, 0), secondary: 1, subordinate: 1);
        _device = _pci.Add(new(0, 1, 0, 0), 1, 1, 0);
        _device.AddWideMemory(0, 0x80_0000_0000, 0x4000, isPrefetchable: true);
        _device.AddMemory(2, 0xFE00_0000, 0x1000);
    }

    private PciScan Scan() => PciScan.Of(_pci, 0, 0, 1);

    private PciFunction Found() => Scan().Functions[1];

    [Fact]
    public void AFunctionAnswersButReachesNoMemory()
    {
        _device.Command = 4;
        Assert.False(PciControl.TurnOn(_pci, Found()));
        Assert.Equal(3, _device.Command);
    }

    [Fact]
    public void OneThatSleepsIsWoken()
    {
        _device.AddCapability(0x40, 0x01);
        _device.Words[0x44 / 4] = _device.Writable[0x44 / 4] = 3;
        Assert.True(PciControl.TurnOn(_pci, Found()));
        Assert.Equal(0U, _device.Words[0x44 / 4]);
        Assert.False(PciControl.TurnOn(_pci, Found()));
    }

    [Fact]
    public void BridgesLetThrough()
    {
        PciScan scan = Scan();
        PciControl.SetMaster(_pci, scan, scan.Functions[1], isMaster: true);
        Assert.Equal((4U, 7U), (_device.Command & 4U, _pci.Read(new(0, 0, 1, 0), 4) & 7));
        PciControl.SetMaster(_pci, scan, scan.Functions[1], isMaster: false);
        Assert.Equal((0U, 7U), (_device.Command & 4U, _pci.Read(new(0, 0, 1, 0), 4) & 7));
    }

    [Fact]
    public void ResetsAreOfPciExpressOrOfBefore()
    {
        Assert.False(PciControl.TryReset(_pci, Found()));
        _device.AddCapability(0x40, 0x13);
        _device.Words[0x40 / 4] |= 3 << 24;
        _device.Writable[0x44 / 4] = 1;
        Assert.True(PciControl.TryReset(_pci, Found()));
        Assert.Equal(1U, _device.Words[0x44 / 4]);

        _device.AddCapability(0x50, 0x10);
        _device.Words[0x54 / 4] = 1 << 28;
        _device.Words[0x58 / 4] = 0x000F_2810;
        _device.Writable[0x58 / 4] = 0xFFFF;
        _device.Command = 7;
        Assert.True(PciControl.TryReset(_pci, Found()));
        Assert.Equal(0x000F_A810U, _device.Words[0x58 / 4]);
        Assert.Equal(3, _device.Command);
    }

    [Fact]
    public void WhatAResetHasMadeForgottenIsWrittenBack()
    {
        PciFunction function = Found();
        _device.Words[4] = 0xC;
        _device.Words[5] = _device.Words[6] = 0;
        PciControl.Restore(_pci, function);
        Assert.Equal((0xCU, 0x80U, 0xFE00_0000U), (_device.Words[4], _device.Words[5], _device.Words[6]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AMessageIsSetUpInTheFunctionsRegisters(bool isLong)
    {
        _device.AddCapability(0x40, 0x05);
        _device.Words[0x40 / 4] |= (isLong ? 1U << 23 : 0) | 2 << 17 | 2 << 20;
        for (int word = 0x40 / 4; word < 0x58 / 4; word++) _device.Writable[word] = word == 0x40 / 4 ? 0x71_0000 : uint.MaxValue;
        Assert.True(MessageRegisters.TryFind(Found(), out MessageRegisters registers));
        Assert.Equal(isLong, registers.TryTurnOn(_pci, 0x1_FEE0_0000, 0x41));
        Assert.True(registers.TryTurnOn(_pci, 0xFEE0_1000, 0x42));
        Assert.Equal((0xFEE0_1000U, 0x42U, 1U << 16), (_device.Words[0x44 / 4], _device.Words[(isLong ? 0x4C : 0x48) / 4], _device.Words[0x40 / 4] & 0x71_0000));
        Assert.Equal(0x400, _device.Command & 0x400);
        registers.TurnOff(_pci);
        Assert.Equal(0U, _device.Words[0x40 / 4] & 0x1_0000);
    }

    [Fact]
    public void TablesOfMessagesLieInTheFunctionsRanges()
    {
        _device.AddCapability(0x40, 0x11);
        _device.Words[0x40 / 4] |= 2 << 16;
        _device.Words[0x44 / 4] = 0x800 | 2;
        _device.Writable[0x40 / 4] = 0xC000_0000;
        Assert.True(MessageTable.TryFind(_pci, Found(), out MessageTable table));
        Assert.Equal((3, 2, 0x800UL), (table.Count, table.Range.Index, table.Offset));
        var registers = new SimulatedRegisters(48);
        table.TurnOn(_pci, registers);
        Assert.Equal(0x8000_0000, _device.Words[0x40 / 4] & 0xC000_0000);
        MessageTable.Write(registers, 1, 0x1_FEE0_0000, 0x55);
        Assert.Equal([0, 0, 0, 1, 0xFEE0_0000, 1, 0x55, 0, 0, 0, 0, 1], registers.Words());

        _device.Words[0x44 / 4] = 0xFE0 | 2;
        Assert.False(MessageTable.TryFind(_pci, Found(), out _));
        _device.Words[0x44 / 4] = 0x800 | 1;
        Assert.False(MessageTable.TryFind(_pci, Found(), out _));
    }
}
