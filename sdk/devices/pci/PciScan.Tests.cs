using Diesis.Devices.Pci;

namespace Diesis.Tests.Devices.Pci;

public class PciScanTests
{
    private readonly SimulatedPci _pci = new();

    private PciScan Scan(byte lastBus = 3) => PciScan.Of(_pci, 0, 0, lastBus);

    [Fact]
    public void WhatIsThereIsFound()
    {
        _pci.Add(new(0, 0, 2, 0), 0x1AF4, 0x1042, 0x01_8000).SetSubsystem(0x1AF4, 0x1100);
        _pci.Add(new(0, 2, 31, 0), 0x8086, 0x10D3, 0x02_0000);
        PciScan scan = Scan();
        Assert.Empty(scan.Problems);
        Assert.Equal(["0000:00:02.0 1af4:1042 18000 1af4:1100", "0000:02:1f.0 8086:10d3 20000 0000:0000"], scan.Functions.Select(static function
            => $"{function.Address} {function.Vendor:x4}:{function.Device:x4} {function.Class:x} {function.SubsystemVendor:x4}:{function.SubsystemDevice:x4}"));
    }

    [Fact]
    public void FurtherFunctionsAreLookedForWhereThereAreSome()
    {
        _pci.Add(new(0, 0, 31, 0), 1, 1, 0).HasSeveralFunctions();
        _pci.Add(new(0, 0, 31, 2), 1, 2, 0);
        _pci.Add(new(0, 0, 3, 0), 1, 3, 0);
        // It answers for its device's other functions, too, as old ones do.
        _pci.Add(new(0, 0, 3, 1), 1, 3, 0);
        Assert.Equal(["0000:00:03.0", "0000:00:1f.0", "0000:00:1f.2"], Scan().Functions.Select(static function => function.Address.ToString()));
    }

    [Fact]
    public void RangesAreMeasuredAndLeftAsTheyWere()
    {
        SimulatedFunction function = _pci.Add(new(0, 0, 4, 0), 1, 1, 0);
        function.AddMemory(0, 0xFEB0_0000, 0x1000);
        function.AddPorts(1, 0xC040, 0x40);
        function.AddWideMemory(2, 0x80_0000_4000, 0x4000, isPrefetchable: true);
        function.AddMemory(4, 0, 0x10);
        function.Command = 0x0507;
        Assert.Equal(
            [
                new PciRange(0, PciRangeKind.Memory, 0xFEB0_0000, 0x1000, false), new(1, PciRangeKind.Ports, 0xC040, 0x40, false),
                new(2, PciRangeKind.Memory, 0x80_0000_4000, 0x4000, true), new(4, PciRangeKind.Memory, 0, 0x10, false),
            ],
            Scan().Functions[0].Ranges);
        Assert.Equal((0xFEB0_0000U, 0xC041U, 0x400CU, 0x80U, (ushort)0x0507),
            (function.Words[4], function.Words[5], function.Words[6], function.Words[7], function.Command));
        Assert.True(function.WasDeafWhileMeasured);
    }

    [Fact]
    public void RangesThatLieAreLeftOut()
    {
        SimulatedFunction function = _pci.Add(new(0, 0, 4, 0), 1, 1, 0);
        // Bits with a hole: no length is like that. A kind that there is none of. The upper half would be behind the last.
        function.AddRaw(0, 0xFE00_0000, 0xFF0F_0000);
        function.AddRaw(1, 0xFE10_0006, 0xFFFF_0000);
        function.AddRaw(5, 0xFE20_0004, 0xFFFF_0000);
        function.AddMemory(3, 0xFE30_0000, 0x1000);
        PciScan scan = Scan();
        Assert.Equal([3], scan.Functions[0].Ranges.Select(static range => range.Index));
        Assert.Equal([0x10, 0x14, 0x24], scan.Problems.Select(static problem => problem.Register));
        Assert.All(scan.Problems, static problem => Assert.Equal(PciFault.BadRange, problem.Fault));
    }

    [Fact]
    public void NobodyGetsWhatTwoClaim()
    {
        _pci.Add(new(0, 0, 4, 0), 1, 1, 0).AddMemory(0, 0xFE00_0000, 0x2000);
        SimulatedFunction second = _pci.Add(new(0, 0, 5, 0), 1, 1, 0);
        second.AddMemory(0, 0xFE00_1000, 0x1000);
        second.AddMemory(1, 0xFE00_2000, 0x1000);
        second.AddPorts(2, 0xC000, 0x10);
        PciScan scan = Scan();
        Assert.Empty(scan.Functions[0].Ranges);
        Assert.Equal([1, 2], scan.Functions[1].Ranges.Select(static range => range.Index));
        Assert.Equal([("0000:00:04.0", PciFault.RangeOverlaps), ("0000:00:05.0", PciFault.RangeOverlaps)],
            scan.Problems.Select(static problem => (problem.Function.ToString(), problem.Fault)));
    }

    [Fact]
    public void CapabilitiesAreListed()
    {
        SimulatedFunction function = _pci.Add(new(0, 0, 4, 0), 1, 1, 0);
        function.AddCapability(0x40, 0x01);
        function.AddCapability(0x98, 0x11);
        function.AddCapability(0x50, 0x09);
        function.AddExtended(0x100, 0x0001);
        function.AddExtended(0x148, 0x0003);
        PciScan scan = Scan();
        Assert.Empty(scan.Problems);
        Assert.Equal(
            [
                new PciCapability(CapabilityId.PowerManagement, 0x40), new(CapabilityId.MessageTable, 0x98), new(CapabilityId.Vendor, 0x50),
                new(CapabilityId.ErrorReporting, 0x100), new(CapabilityId.SerialNumber, 0x148),
            ],
            scan.Functions[0].Capabilities);
    }

    [Fact]
    public void ListsWithoutAnEndHaveOne()
    {
        SimulatedFunction circle = _pci.Add(new(0, 0, 4, 0), 1, 1, 0);
        circle.AddCapability(0x40, 0x09);
        circle.AddCapability(0x50, 0x09);
        circle.Words[0x50 / 4] |= 0x40 << 8;
        SimulatedFunction outside = _pci.Add(new(0, 0, 5, 0), 1, 1, 0);
        outside.AddCapability(0x40, 0x09);
        outside.Words[0x40 / 4] |= 0x10 << 8;
        SimulatedFunction atTheEnd = _pci.Add(new(0, 0, 6, 0), 1, 1, 0);
        atTheEnd.AddCapability(0xF8, 0x11);
        Assert.Equal(
            [
                new PciProblem(new(0, 0, 4, 0), PciFault.CapabilitiesWithoutEnd, 0x40), new(new(0, 0, 5, 0), PciFault.BadCapability, 0x10),
                new(new(0, 0, 6, 0), PciFault.BadCapability, 0xF8),
            ],
            Scan().Problems);
    }

    [Fact]
    public void BridgesAreKnownByWhatIsBehindThem()
    {
        _pci.AddBridge(new(0, 0, 1, 0), secondary: 1, subordinate: 3);
        _pci.AddBridge(new(0, 1, 0, 0), secondary: 2, subordinate: 2);
        _pci.Add(new(0, 2, 0, 0), 1, 1, 0);
        _pci.AddBridge(new(0, 2, 1, 0), secondary: 1, subordinate: 2);
        PciScan scan = Scan();
        Assert.Equal(["0000:01:00.0", "0000:00:01.0"], scan.BridgesAbove(new(0, 2, 0, 0)).Select(static bridge => bridge.Address.ToString()));
        Assert.Empty(scan.BridgesAbove(new(0, 0, 1, 0)));
        Assert.Equal(new PciProblem(new(0, 2, 1, 0), PciFault.BadBuses, 0x18), Assert.Single(scan.Problems));
    }

    [Fact]
    public void WhateverFunctionsSayTheScanEnds()
    {
        var random = new Random(27);
        for (int round = 0; round < 2_000; round++)
        {
            SimulatedPci pci = new();
            for (byte device = 0; device < 4; device++)
            {
                SimulatedFunction function = pci.Add(new(0, (byte)random.Next(3), device, 0), 1, 1, 0);
                for (int i = 0; i < 40; i++) function.Words[random.Next(1, 1024)] = (uint)random.NextInt64();
                for (int i = 0; i < 40; i++) function.Writable[random.Next(4, 16)] = (uint)random.NextInt64() << random.Next(32);
            }
            PciScan scan = PciScan.Of(pci, 0, 0, 2);
            foreach (PciFunction function in scan.Functions)
            {
                Assert.All(function.Ranges, static range => Assert.True(range.Bytes != 0 && range.Start % range.Bytes == 0));
                Assert.All(function.Capabilities, static capability => Assert.InRange(capability.Register, 0x40, 0xFFC));
                if (MessageTable.TryFind(pci, function, out MessageTable table)) Assert.True(table.Offset + table.Bytes <= table.Range.Bytes);
                _ = PciControl.TurnOn(pci, function);
                _ = PciControl.TryReset(pci, function);
                _ = scan.BridgesAbove(function.Address);
            }
        }
    }
}
