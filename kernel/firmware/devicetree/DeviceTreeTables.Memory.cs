using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>Cores and memory. Devicetree specification 0.4, 3.4 to 3.8.</summary>
public static partial class DeviceTreeTables
{
    private static FirmwareFault ReadCore(DeviceTree tree, in DeviceTreeWalk walk, ref MachineDescription machine)
    {
        if (!walk.IsAvailable)
        {
            machine.DisabledCores++;
            return FirmwareFault.None;
        }
        var registers = walk.Registers();
        if (!registers.MoveNext()) return FirmwareFault.BadValue;
        ulong id = registers.Start;
        foreach (ref readonly var known in machine.Cores.Items)
            if (known.HardwareId == id)
                return FirmwareFault.Duplicate;
        return Added(machine.Cores.TryAdd(new CoreDescription
        {
            HardwareId = id,
            Domain = tree.Cell(walk.Node, "numa-node-id"u8, 0),
        }));
    }

    private static FirmwareFault ReadMemory(DeviceTree tree, in DeviceTreeWalk walk, ref MachineDescription machine)
    {
        bool hasDomain = tree.TryGet(walk.Node, "numa-node-id"u8, out _);
        uint domain = tree.Cell(walk.Node, "numa-node-id"u8, 0);
        var registers = walk.Registers();
        while (registers.MoveNext())
        {
            if (registers.Length == 0) continue;
            if (!walk.TryTranslate(registers, out ulong start)) return FirmwareFault.BadAddress;
            var fault = AddMemory(start, registers.Length, hasDomain, domain, ref machine);
            if (fault != FirmwareFault.None) return fault;
        }
        return FirmwareFault.None;
    }

    private static FirmwareFault AddMemory(ulong start, ulong length, bool hasDomain, uint domain,
        ref MachineDescription machine)
    {
        MemoryExtent added = new() { Start = new PhysicalAddress(start), Length = length };
        foreach (ref readonly var known in machine.Memory.Items)
            if (added.Start < known.End && known.Start < added.End)
                return FirmwareFault.Overlap;
        if (!machine.Memory.TryAdd(added)) return FirmwareFault.TooMany;
        return !hasDomain ? FirmwareFault.None : Added(machine.MemoryDomains.TryAdd(new MemoryDomain
        {
            Start = added.Start,
            Length = length,
            Domain = domain,
        }));
    }

    private static FirmwareFault ReadReserved(in DeviceTreeWalk walk, ref MachineDescription machine)
    {
        // A node without "reg" asks for memory anywhere, for the system's own use: there is nothing to keep free.
        var registers = walk.Registers();
        while (registers.MoveNext())
        {
            if (registers.Length == 0) continue;
            if (!walk.TryTranslate(registers, out ulong start)) return FirmwareFault.BadAddress;
            var fault = AddReserved(start, registers.Length, ref machine);
            if (fault != FirmwareFault.None) return fault;
        }
        return FirmwareFault.None;
    }

    private static FirmwareFault AddReserved(ulong start, ulong length, ref MachineDescription machine)
    {
        if (length == 0) return FirmwareFault.None;
        if (!PhysicalSpace.Holds(start, length)) return FirmwareFault.BadAddress;
        return Added(machine.Reserved.TryAdd(new MemoryExtent { Start = new PhysicalAddress(start), Length = length }));
    }
}
