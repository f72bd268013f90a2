using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Diesis.Machines;
using Diesis.Tests;
using Xunit;

namespace Diesis.Kernel.Firmware.Acpi;

public class AcpiTablesTests
{
    private static MachineDescription Describe(SampleMemory memory, out FirmwareErrors errors)
    {
        MachineDescription machine = default;
        errors = default;
        AcpiTables.TryDescribe(memory, new PhysicalAddress(memory.Extents[0].Start), ref machine, ref errors);
        return machine;
    }

    private static MachineDescription DescribeCleanly(string sample)
    {
        var machine = Describe(SampleMemory.Load(sample), out var errors);
        Assert.Equal(0, errors.Total);
        return machine;
    }

    [Fact]
    public void AnOldPcIsReadThroughTheRsdt()
    {
        var machine = DescribeCleanly("pc.acpi");
        Assert.Equal([0UL, 1UL], machine.Cores.Items.ToArray().Select(core => core.HardwareId));
        Assert.Equal(0xfee0_0000UL, machine.Apic.LocalApic.Value);
        Assert.True(machine.Apic.HasLegacyPic);
        Assert.Equal(0xfed0_0000UL, machine.Timer.Hpet.Value);
        Assert.Equal(RegisterSpace.Port, machine.Timer.PmTimer.Space);
        Assert.Equal(0x608UL, machine.Timer.PmTimer.Address);
        Assert.Equal(0, machine.PciSegments.Count);
    }

    [Fact]
    public void APcWithNumaIsDescribed()
    {
        var machine = DescribeCleanly("q35-numa.acpi");
        Assert.Equal([(0UL, 0u), (1UL, 0u), (2UL, 1u), (3UL, 1u)],
            machine.Cores.Items.ToArray().Select(core => (core.HardwareId, core.Domain)));
        Assert.Equal(2, machine.DisabledCores);

        var ioApic = Assert.Single(machine.Apic.IoApics.Items.ToArray());
        Assert.Equal(0xfec0_0000UL, ioApic.Address.Value);
        Assert.Equal(0u, ioApic.FirstInterrupt);

        // The timer's ISA line 0 arrives at input 2; the ACPI lines are level-triggered; line 1 is where it says.
        Assert.Equal(2u, machine.Apic.ForIsa(0).Number);
        Assert.Equal(InterruptTrigger.Edge, machine.Apic.ForIsa(0).Trigger);
        Assert.Equal(InterruptTrigger.Level, machine.Apic.ForIsa(9).Trigger);
        Assert.Equal(1u, machine.Apic.ForIsa(1).Number);
        var nmi = Assert.Single(machine.Apic.LocalNmis.Items.ToArray());
        Assert.Equal((LocalNmi.AllCores, (byte)1), (nmi.FirmwareId, nmi.Pin));

        var segment = Assert.Single(machine.PciSegments.Items.ToArray());
        Assert.Equal((0xb000_0000UL, (byte)0, (byte)255), (segment.Base.Value, segment.FirstBus, segment.LastBus));

        Assert.Equal([(0UL, 0xa_0000UL, 0u), (0x10_0000UL, 0x7f0_0000UL, 0u), (0x800_0000UL, 0x800_0000UL, 1u)],
            machine.MemoryDomains.Items.ToArray().Select(memory => (memory.Start.Value, memory.Length, memory.Domain)));

        Assert.Equal((RegisterSpace.Port, 0xcf9UL, (byte)0x0f),
            (machine.Power.Reset.Space, machine.Power.Reset.Address, machine.Power.ResetValue));
        Assert.False(machine.Power.IsHardwareReduced);
        Assert.Equal(9, machine.Power.SystemControlInterrupt);
    }

    [Fact]
    public void APcWithUefiIsReadThroughTheXsdt()
    {
        var machine = DescribeCleanly("q35-uefi.acpi");
        Assert.Equal(2, machine.Cores.Count);
        Assert.Equal(0xfed0_0000UL, machine.Timer.Hpet.Value);
        Assert.Equal(1, machine.PciSegments.Count);
    }

    [Fact]
    public void AnArmMachineWithGicV2IsDescribed()
    {
        var machine = DescribeCleanly("virt2.acpi");
        Assert.Equal([0UL, 1UL, 2UL, 3UL], machine.Cores.Items.ToArray().Select(core => core.HardwareId));
        Assert.Equal(2, machine.Gic.Version);
        Assert.Equal(0x800_0000UL, machine.Gic.Distributor.Value);
        Assert.Equal(0x801_0000UL, machine.Gic.CpuInterface.Value);
        Assert.Equal([0x802_0000UL], machine.Gic.MessageFrames.Items.ToArray().Select(frame => frame.Value));
        AssertArmDevices(machine);
    }

    [Fact]
    public void AnArmMachineWithGicV3IsDescribed()
    {
        var machine = DescribeCleanly("virt3.acpi");
        Assert.Equal(4, machine.Cores.Count);
        Assert.Equal(3, machine.Gic.Version);
        Assert.Equal([(0x80a_0000UL, 0xf6_0000UL)],
            machine.Gic.Redistributors.Items.ToArray().Select(region => (region.Start.Value, region.Length)));
        Assert.Equal([0x808_0000UL], machine.Gic.TranslationServices.Items.ToArray().Select(its => its.Value));
        AssertArmDevices(machine);
    }

    private static void AssertArmDevices(in MachineDescription machine)
    {
        Assert.Equal((SerialKind.Pl011, RegisterSpace.Memory, 0x900_0000UL),
            (machine.Serial.Kind, machine.Serial.Registers.Space, machine.Serial.Registers.Address));
        Assert.Equal(33u, machine.Serial.Interrupt.Number);
        Assert.Equal((29u, 30u, 27u, 26u), (machine.Timer.SecurePhysical.Number, machine.Timer.Physical.Number,
            machine.Timer.Virtual.Number, machine.Timer.Hypervisor.Number));
        Assert.Equal(PsciConduit.Hvc, machine.Power.Psci);
        Assert.True(machine.Power.IsHardwareReduced);
        Assert.Equal(1, machine.PciSegments.Count);
    }
}
