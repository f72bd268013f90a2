using System;
using Diesis.Machines;

namespace Diesis.Kernel.Firmware.DeviceTrees;

/// <summary>
/// Reads from a device tree what the machine is made of. A tree whose structure is wrong is refused whole; a node
/// that says something impossible is left out, named among the errors, and the rest goes on.
/// </summary>
public static partial class DeviceTreeTables
{
    /// <returns>False when there is no tree that could be read: then nothing of the description was changed.</returns>
    public static bool TryDescribe<TMemory>(TMemory memory, PhysicalAddress at, ref MachineDescription machine,
        ref FirmwareErrors errors) where TMemory : struct, IPhysicalReader
    {
        var fault = DeviceTree.TryOpen(memory, at, out var tree, out int faultAt);
        if (fault != FirmwareFault.None)
        {
            errors.Add(FirmwareErrors.DeviceTree, fault, faultAt);
            return false;
        }

        ReadReservations(tree, ref machine, ref errors);
        var marks = DeviceTreeLandmarks.Find(tree);
        var walk = new DeviceTreeWalk(tree);
        while (walk.MoveNext())
        {
            fault = Read(tree, ref walk, marks, ref machine);
            if (fault != FirmwareFault.None) errors.Add(FirmwareErrors.DeviceTree, fault, walk.Node);
        }
        return true;
    }

    private static void ReadReservations(DeviceTree tree, ref MachineDescription machine, ref FirmwareErrors errors)
    {
        for (int i = 0; i < tree.ReservationCount; i++)
        {
            var (start, length) = tree.Reservation(i);
            var fault = AddReserved(start, length, ref machine);
            if (fault == FirmwareFault.None) continue;
            errors.Add(FirmwareErrors.DeviceTree, fault);
            if (fault == FirmwareFault.TooMany) return;
        }
    }

    private static FirmwareFault Read(DeviceTree tree, ref DeviceTreeWalk walk, in DeviceTreeLandmarks marks,
        ref MachineDescription machine)
    {
        int node = walk.Node;
        if (walk.Depth == 2 && tree.NameOf(walk.Parent).SequenceEqual("cpus"u8)
            && tree.Text(node, "device_type"u8).SequenceEqual("cpu"u8))
            return ReadCore(tree, walk, ref machine);
        if (!walk.IsAvailable) return FirmwareFault.None;

        if (tree.Text(node, "device_type"u8).SequenceEqual("memory"u8)) return ReadMemory(tree, walk, ref machine);
        if (walk.Depth == 2 && tree.NameOf(walk.Parent).SequenceEqual("reserved-memory"u8))
            return ReadReserved(walk, ref machine);
        if (node == marks.Gic) return ReadGic(tree, walk, marks.GicVersion, ref machine.Gic);
        if (node == marks.Console) return ReadConsole(tree, walk, marks, ref machine);
        return ReadDevice(tree, walk, marks, ref machine);
    }

    private static FirmwareFault ReadDevice(DeviceTree tree, in DeviceTreeWalk walk, in DeviceTreeLandmarks marks,
        ref MachineDescription machine)
    {
        var kinds = tree.KindsOf(walk.Node);
        if (kinds.Contain("arm,armv8-timer"u8) || kinds.Contain("arm,armv7-timer"u8))
            return ReadTimer(tree, walk, marks, ref machine.Timer);
        if (kinds.Contain("arm,psci"u8) || kinds.Contain("arm,psci-0.2"u8) || kinds.Contain("arm,psci-1.0"u8))
            return ReadPsci(tree, walk.Node, ref machine.Power);
        if (kinds.Contain("arm,gic-v3-its"u8)) return ReadController(walk, ref machine.Gic.TranslationServices);
        if (kinds.Contain("arm,gic-v2m-frame"u8)) return ReadController(walk, ref machine.Gic.MessageFrames);
        return kinds.Contain("pci-host-ecam-generic"u8) ? ReadPci(tree, walk, ref machine) : FirmwareFault.None;
    }

    private static FirmwareFault Added(bool added) => added ? FirmwareFault.None : FirmwareFault.TooMany;
}
