using Diesis.Machines;
using Diesis.Tests;
using Xunit;

namespace Diesis.Kernel.Firmware.DeviceTrees;

public class DeviceTreeTablesTests
{
    private const ulong Place = 0x4000_0000;

    private static MachineDescription DescribeCleanly(byte[] tree)
    {
        MachineDescription machine = default;
        FirmwareErrors errors = default;
        Assert.True(DeviceTreeTables.TryDescribe(new SampleMemory([(Place, tree)]), new PhysicalAddress(Place),
            ref machine, ref errors));
        Assert.Equal(0, errors.Total);
        MachineDescriptionInvariants.AssertHold(machine);
        return machine;
    }

    [Fact]
    public void AMachineWithGicV2IsDescribed()
    {
        var machine = DescribeCleanly(Samples.Read("virt2.dtb"));
        AssertVirt(machine);
        Assert.Equal((2, 0x800_0000UL, 0x801_0000UL),
            (machine.Gic.Version, machine.Gic.Distributor.Value, machine.Gic.CpuInterface.Value));
        Assert.Equal([0x802_0000UL], machine.Gic.MessageFrames.Items.ToArray().Select(frame => frame.Value));
    }

    [Fact]
    public void AMachineWithGicV3IsDescribed()
    {
        var machine = DescribeCleanly(Samples.Read("virt3.dtb"));
        AssertVirt(machine);
        Assert.Equal((3, 0x800_0000UL), (machine.Gic.Version, machine.Gic.Distributor.Value));
        Assert.Equal([(0x80a_0000UL, 0xf6_0000UL)],
            machine.Gic.Redistributors.Items.ToArray().Select(region => (region.Start.Value, region.Length)));
        Assert.Equal([0x808_0000UL], machine.Gic.TranslationServices.Items.ToArray().Select(its => its.Value));
    }

    private static void AssertVirt(in MachineDescription machine)
    {
        Assert.Equal([0UL, 1UL, 2UL, 3UL], machine.Cores.Items.ToArray().Select(core => core.HardwareId));
        Assert.Equal([(0x4000_0000UL, 0x2000_0000UL)],
            machine.Memory.Items.ToArray().Select(memory => (memory.Start.Value, memory.Length)));
        Assert.Equal((29u, 30u, 27u, 26u), (machine.Timer.SecurePhysical.Number, machine.Timer.Physical.Number,
            machine.Timer.Virtual.Number, machine.Timer.Hypervisor.Number));
        Assert.Equal(PsciConduit.Hvc, machine.Power.Psci);
        Assert.Equal((SerialKind.Pl011, 0x900_0000UL, 33u),
            (machine.Serial.Kind, machine.Serial.Registers.Address, machine.Serial.Interrupt.Number));
        var segment = Assert.Single(machine.PciSegments.Items.ToArray());
        Assert.Equal((0x40_1000_0000UL, (byte)0, (byte)255), (segment.Base.Value, segment.FirstBus, segment.LastBus));
    }

    [Fact]
    public void AddressesBehindBusesAreTranslated()
    {
        // soc maps its 0x1000… to 0x8000_0000…, in cells of another width; the bus in it passes addresses through.
        var machine = DescribeCleanly(new DeviceTreeBuilder()
            .Begin("").Cells("#address-cells", 2).Cells("#size-cells", 2)
            .Begin("chosen").Text("stdout-path", "uart:115200n8").End()
            .Begin("aliases").Text("uart", "/soc/bus/serial").End()
            .Begin("soc").Cells("#address-cells", 1).Cells("#size-cells", 1)
            .Cells("ranges", 0x1000, 0, 0x8000_0000, 0x1_0000)
            .Begin("bus").Cells("#address-cells", 1).Cells("#size-cells", 1).Cells("ranges")
            .Begin("serial@3000").Text("compatible", "snps,dw-apb-uart\0ns16550a").Cells("reg", 0x3000, 0x100)
            .Cells("reg-shift", 2).Cells("reg-io-width", 4).End()
            .End().End().End().Build());
        Assert.Equal((SerialKind.Uart16550, 0x8000_2000UL, (byte)4, (byte)4), (machine.Serial.Kind,
            machine.Serial.Registers.Address, machine.Serial.Stride, machine.Serial.Registers.AccessBytes));
    }

    [Fact]
    public void DisabledCoresAndThoseOfADisabledBusAreLeftOut()
    {
        var machine = DescribeCleanly(new DeviceTreeBuilder()
            .Begin("").Begin("cpus").Cells("#address-cells", 2).Cells("#size-cells", 0)
            .Begin("cpu@0").Text("device_type", "cpu").Cells("reg", 0, 0x100).Cells("numa-node-id", 1).End()
            .Begin("cpu@1").Text("device_type", "cpu").Cells("reg", 1, 0x101).Text("status", "disabled").End()
            .Begin("cpu@2").Text("device_type", "cpu").Cells("reg", 1, 0x102).Text("status", "okay").End()
            .Begin("l2-cache").End()
            .End().End().Build());
        Assert.Equal([(0x100UL, 1u), (0x1_0000_0102UL, 0u)],
            machine.Cores.Items.ToArray().Select(core => (core.HardwareId, core.Domain)));
        Assert.Equal(1, machine.DisabledCores);
    }

    [Fact]
    public void ReservationsAreTakenFromTheBlockAndFromNodes()
    {
        var machine = DescribeCleanly(new DeviceTreeBuilder().Reserve(0x9000, 0x1000)
            .Begin("").Cells("#address-cells", 1).Cells("#size-cells", 1)
            .Begin("memory@0").Text("device_type", "memory").Cells("reg", 0, 0x10_0000, 0x20_0000, 0x10_0000).End()
            .Begin("reserved-memory").Cells("#address-cells", 1).Cells("#size-cells", 1).Cells("ranges")
            .Begin("secure@1000").Cells("reg", 0x1000, 0x2000).End()
            .Begin("anywhere").Cells("size", 0x2000).End()
            .End().End().Build());
        Assert.Equal([(0UL, 0x10_0000UL), (0x20_0000UL, 0x10_0000UL)],
            machine.Memory.Items.ToArray().Select(memory => (memory.Start.Value, memory.Length)));
        Assert.Equal([(0x9000UL, 0x1000UL), (0x1000UL, 0x2000UL)],
            machine.Reserved.Items.ToArray().Select(memory => (memory.Start.Value, memory.Length)));
    }

    [Fact]
    public void ACellWidthOfZeroEnds()
    {
        MachineDescription machine = default;
        FirmwareErrors errors = default;
        byte[] tree = new DeviceTreeBuilder().Begin("").Cells("#address-cells", 0).Cells("#size-cells", 0)
            .Begin("memory").Text("device_type", "memory").Cells("reg").End().End().Build();
        Assert.True(DeviceTreeTables.TryDescribe(new SampleMemory([(Place, tree)]), new PhysicalAddress(Place),
            ref machine, ref errors));
        Assert.Equal(0, machine.Memory.Count);
    }

    [Fact]
    public void ANodeNestedTooDeepIsRefused()
    {
        var builder = new DeviceTreeBuilder().Begin("");
        for (int i = 1; i <= DeviceTree.MostDepth; i++) builder.Begin("n");
        for (int i = 0; i <= DeviceTree.MostDepth; i++) builder.End();
        MachineDescription machine = default;
        FirmwareErrors errors = default;
        Assert.False(DeviceTreeTables.TryDescribe(new SampleMemory([(Place, builder.Build())]),
            new PhysicalAddress(Place), ref machine, ref errors));
        Assert.Equal(FirmwareFault.TooDeep, errors.First[0].Fault);
    }

    [Theory]
    [InlineData(0, 0u, FirmwareFault.BadSignature)]
    [InlineData(4, 39u, FirmwareFault.TooShort)]
    [InlineData(4, 0x1000_0000u, FirmwareFault.TooLong)]
    [InlineData(4, 0x10_0000u, FirmwareFault.Unreadable)]
    [InlineData(8, 0xffff_fffcu, FirmwareFault.EntryBeyondEnd)]
    [InlineData(12, 0xffff_ffffu, FirmwareFault.EntryBeyondEnd)]
    [InlineData(16, 0xffff_fff8u, FirmwareFault.EntryBeyondEnd)]
    [InlineData(20, 16u, FirmwareFault.BadValue)]
    [InlineData(32, 0u, FirmwareFault.EntryBeyondEnd)]
    [InlineData(36, 8u, FirmwareFault.EntryBeyondEnd)]
    public void AFaultyHeaderIsRefused(int at, uint value, FirmwareFault fault)
    {
        byte[] tree = Samples.Read("virt2.dtb");
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(tree.AsSpan(at), value);
        MachineDescription machine = default;
        FirmwareErrors errors = default;
        Assert.False(DeviceTreeTables.TryDescribe(new SampleMemory([(Place, tree)]), new PhysicalAddress(Place),
            ref machine, ref errors));
        Assert.Equal(fault, errors.First[0].Fault);
    }

    [Theory]
    [InlineData("virt2.dtb")]
    [InlineData("virt3.dtb")]
    public void DamagedTreesGiveErrorsOrAValidDescription(string sample)
    {
        byte[] original = Samples.Read(sample);
        Fuzzing.Run(5_000, fuzzing =>
        {
            MachineDescription machine = default;
            FirmwareErrors errors = default;
            bool isRead = DeviceTreeTables.TryDescribe(new SampleMemory([(Place, fuzzing.Mutate(original))]),
                new PhysicalAddress(Place), ref machine, ref errors);
            Assert.True(isRead || errors.Total != 0);
            MachineDescriptionInvariants.AssertHold(machine);
        });
    }
}
