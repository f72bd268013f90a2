using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>Devices, each by the binding that its "compatible" names.</summary>
public static partial class DeviceTreeTables
{
    /// <summary>First the distributor, then CPU interface (version 2) or redistributor regions (version 3).</summary>
    private static FirmwareFault ReadGic(DeviceTree tree, in DeviceTreeWalk walk, byte version, ref GicDescription gic)
    {
        if (!TryReadDevice(walk, 0, out ulong distributor, out _)) return FirmwareFault.BadAddress;
        if (version == 2)
        {
            if (!TryReadDevice(walk, 1, out ulong cpuInterface, out _)) return FirmwareFault.BadAddress;
            gic.CpuInterface = new PhysicalAddress(cpuInterface);
        }
        else
        {
            uint regions = tree.Cell(walk.Node, "#redistributor-regions"u8, 1);
            var fault = ReadRedistributors(walk, regions, ref gic);
            if (fault != FirmwareFault.None) return fault;
        }
        gic.Distributor = new PhysicalAddress(distributor);
        gic.Version = version;
        return FirmwareFault.None;
    }

    private static FirmwareFault ReadRedistributors(in DeviceTreeWalk walk, uint regions, ref GicDescription gic)
    {
        for (uint i = 0; i < regions; i++)
        {
            if (!walk.TryReadMemory((int)i + 1, out ulong start, out ulong length)
                || !GicFacts.IsRedistributorRegion(start, length)) return FirmwareFault.BadAddress;
            if (!gic.Redistributors.TryAdd(new MemoryExtent { Start = new PhysicalAddress(start), Length = length }))
                return FirmwareFault.TooMany;
        }
        return FirmwareFault.None;
    }

    private static FirmwareFault ReadController(in DeviceTreeWalk walk,
        ref BoundedList<PhysicalAddress, Room8<PhysicalAddress>> list)
        => TryReadDevice(walk, 0, out ulong start, out _)
            ? Added(list.TryAdd(new PhysicalAddress(start)))
            : FirmwareFault.BadAddress;

    private static FirmwareFault ReadTimer(DeviceTree tree, in DeviceTreeWalk walk, in DeviceTreeLandmarks marks,
        ref TimerDescription timer)
    {
        if (!marks.IsGic(walk.InterruptParent)) return FirmwareFault.Missing;
        timer.SecurePhysical = marks.Interrupt(tree, walk.Node, 0);
        timer.Physical = marks.Interrupt(tree, walk.Node, 1);
        timer.Virtual = marks.Interrupt(tree, walk.Node, 2);
        timer.Hypervisor = marks.Interrupt(tree, walk.Node, 3);
        return timer.Physical.IsPresent || timer.Virtual.IsPresent ? FirmwareFault.None : FirmwareFault.BadValue;
    }

    private static FirmwareFault ReadPsci(DeviceTree tree, int node, ref PowerDescription power)
    {
        var method = tree.Text(node, "method"u8);
        power.Psci = method.SequenceEqual("hvc"u8) ? PsciConduit.Hvc
            : method.SequenceEqual("smc"u8) ? PsciConduit.Smc : PsciConduit.None;
        return power.Psci == PsciConduit.None ? FirmwareFault.BadValue : FirmwareFault.None;
    }

    private static FirmwareFault ReadConsole(DeviceTree tree, in DeviceTreeWalk walk, in DeviceTreeLandmarks marks,
        ref MachineDescription machine)
    {
        int node = walk.Node;
        var kinds = tree.KindsOf(node);
        var kind = kinds.Contain("arm,pl011"u8) ? SerialKind.Pl011
            : kinds.Contain("arm,sbsa-uart"u8) ? SerialKind.SbsaUart
            : kinds.Contain("ns16550a"u8) || kinds.Contain("ns16550"u8) ? SerialKind.Uart16550
            : SerialKind.None;
        if (kind == SerialKind.None) return FirmwareFault.None; // A console that is not driven here.
        if (!TryReadDevice(walk, 0, out ulong start, out _)) return FirmwareFault.BadAddress;

        bool isPc = kind == SerialKind.Uart16550;
        uint shift = tree.Cell(node, "reg-shift"u8, isPc ? 0u : 2u);
        uint width = tree.Cell(node, "reg-io-width"u8, isPc ? 1u : 4u);
        if (shift > 3 || width is not (1 or 2 or 4 or 8)) return FirmwareFault.BadValue;
        machine.Serial = new SerialDescription
        {
            Kind = kind,
            Registers = new() { Space = RegisterSpace.Memory, AccessBytes = (byte)width, Address = start },
            Stride = (byte)(1 << (int)shift),
            Interrupt = marks.IsGic(walk.InterruptParent) ? marks.Interrupt(tree, node, 0) : default,
        };
        return FirmwareFault.None;
    }

    /// <summary>Configuration space of the buses in "bus-range", the first at its start; 1 MiB for each bus.</summary>
    private static FirmwareFault ReadPci(DeviceTree tree, in DeviceTreeWalk walk, ref MachineDescription machine)
    {
        if (!TryReadDevice(walk, 0, out ulong start, out ulong length)) return FirmwareFault.BadAddress;
        uint first = 0, last = byte.MaxValue;
        if (tree.TryGet(walk.Node, "bus-range"u8, out var range) && range.Length == 2 * sizeof(uint))
        {
            first = range.Big32(0);
            last = range.Big32(sizeof(uint));
        }
        uint segment = tree.Cell(walk.Node, "linux,pci-domain"u8, 0);
        if (last > byte.MaxValue || first > last || segment > ushort.MaxValue) return FirmwareFault.BadValue;

        ulong before = (ulong)first << PciSegments.BytesPerBusShift;
        if (start <= before || length < (ulong)(last - first + 1) << PciSegments.BytesPerBusShift)
            return FirmwareFault.BadAddress;
        return PciSegments.Add(new PciSegment
        {
            Base = new PhysicalAddress(start - before),
            Segment = (ushort)segment,
            FirstBus = (byte)first,
            LastBus = (byte)last,
        }, ref machine);
    }

    private static bool TryReadDevice(in DeviceTreeWalk walk, int index, out ulong start, out ulong length)
        => walk.TryReadMemory(index, out start, out length) && PhysicalSpace.HoldsDevice(start);
}
