using Diesis.Machines;
using Diesis.Tests;

namespace Diesis.Kernel.Firmware;

public class FirmwareTablesTests
{
    private static readonly PhysicalAddress DeviceTree = new(0x4000_0000);

    private static bool TryDescribe(SampleMemory memory, PhysicalAddress acpi, PhysicalAddress deviceTree,
        out MachineDescription machine, out FirmwareErrors errors)
    {
        machine = default;
        errors = default;
        return FirmwareTables.TryDescribe(memory, acpi, deviceTree, ref machine, ref errors);
    }

    [Fact]
    public void AcpiGoesBeforeADeviceTree()
    {
        var memory = SampleMemory.Load("virt3.acpi");
        memory.Extents.Add((DeviceTree.Value, Samples.Read("virt2.dtb")));
        PhysicalAddress root = new(memory.Extents[0].Start);
        Assert.True(TryDescribe(memory, root, DeviceTree, out var machine, out var errors));
        Assert.Equal((3, 0), (machine.Gic.Version, errors.Total));
    }

    [Fact]
    public void ADeviceTreeTakesThePlaceOfAcpiThatCannotBeRead()
    {
        var memory = SampleMemory.Load("virt3.acpi");
        memory.Extents[0].Bytes[8]++;
        memory.Extents.Add((DeviceTree.Value, Samples.Read("virt2.dtb")));
        PhysicalAddress root = new(memory.Extents[0].Start);
        Assert.True(TryDescribe(memory, root, DeviceTree, out var machine, out var errors));
        Assert.Equal((2, 1), (machine.Gic.Version, errors.Total));
    }

    [Fact]
    public void AMachineWithoutTablesIsNotDescribed()
    {
        Assert.False(TryDescribe(new SampleMemory([]), default, default, out var machine, out var errors));
        Assert.Equal((0, 0), (machine.Cores.Count, errors.Total));
    }
}
