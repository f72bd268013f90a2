using Diesis.Tests;
using Xunit;

namespace Diesis.Kernel.Firmware;

/// <summary>What <see cref="MachineDescription"/> promises, checked.</summary>
public static class MachineDescriptionInvariants
{
    public static void AssertHold(in MachineDescription machine)
    {
        Assert.InRange(machine.DisabledCores, 0, int.MaxValue);
        AssertDistinct(machine.Cores.Items.ToArray().Select(core => core.HardwareId));
        AssertDistinct(machine.Apic.Overrides.Items.ToArray().Select(isa => isa.Line));
        AssertDistinct(machine.Apic.IoApics.Items.ToArray().Select(ioApic => ioApic.Address.Value));
        AssertApart(machine.MemoryDomains.Items.ToArray().Select(memory => (memory.Start.Value, memory.Length)));
        AssertApart(machine.Memory.Items.ToArray().Select(memory => (memory.Start.Value, memory.Length)));
        foreach (var region in machine.Gic.Redistributors.Items) Assert.True(region.End > region.Start);

        var segments = machine.PciSegments.Items.ToArray();
        Assert.All(segments, segment => Assert.True(segment.FirstBus <= segment.LastBus));
        AssertDistinct(segments.SelectMany(segment => Enumerable
            .Range(segment.FirstBus, segment.LastBus - segment.FirstBus + 1).Select(bus => (segment.Segment, bus))));

        if (machine.Gic.Version != 0) Assert.False(machine.Gic.Distributor.IsZero);
        Assert.InRange(machine.Gic.Version, 0, 4);
        ref readonly var timer = ref machine.Timer;
        foreach (var line in (InterruptLine[])[timer.Physical, timer.Virtual, timer.SecurePhysical, timer.Hypervisor])
            Assert.True(!line.IsPresent || line.Number is > 0 and < GicFacts.End);
        if (machine.Serial.Kind != SerialKind.None) Assert.True(machine.Serial.Registers.IsPresent);
    }

    private static void AssertDistinct<T>(IEnumerable<T> items)
    {
        var all = items.ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    private static void AssertApart(IEnumerable<(ulong Start, ulong Length)> extents)
    {
        ulong end = 0;
        foreach (var (start, length) in extents.OrderBy(extent => extent.Start))
        {
            Assert.True(length != 0 && start >= end && start + length > start);
            end = start + length;
        }
    }
}
