using System;
using System.Diagnostics.CodeAnalysis;
using Diesis.Boot;
using Diesis.Kernel.Console;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Memory;
using Diesis.Machines;

namespace Diesis.Kernel;

/// <summary>From the loader's hand-over to a machine whose cores all run a kernel. Runs once, on the boot core.</summary>
public static unsafe partial class KernelBoot
{
    /// <summary>Says why this machine or loader cannot start the kernel, and stops.</summary>
    [DoesNotReturn]
    public static void Refuse(ReadOnlySpan<byte> problem)
    {
        Log.Error($"Diesis cannot start: {problem}");
        Machine.Stop();
    }

    /// <summary>All of it, in order. What it finds out lies on the boot core's first stack, which is never left.</summary>
    [DoesNotReturn]
    public static void Run(ref BootInfo handedOver)
    {
        Log.Info($"Diesis, started by {handedOver.Loader.Span}; kernel at {handedOver.KernelBase}");
        if (!handedOver.CommandLine.Span.IsEmpty) Log.Info($"command line: {handedOver.CommandLine.Span}");

        fixed (BootInfo* info = &handedOver)
        {
            BootMemory.Fill(out BootMemory memory, ref info->Memory);
            if (!KernelSpace.TryEnter(info, &memory, out KernelSpace space)) Refuse("too little memory for page tables"u8);
            Log.Info($"{memory.FreeFrames * Page.Size:size} of memory");

            MachineDescription description = default;
            Describe(*info, ref space, ref description);
            if (!TryPutBootCoreFirst(ref description)) Refuse("the firmware does not name the core that boots"u8);
            if (!TryPrepareCore(CoreNumber.Boot, ref description, ref space, out CoreResources resources)) Refuse("too little memory for the boot core"u8);
            if (!Machine.TryInitialize(ref space, ref description, resources, info->EntryCycles, out var problem)) Refuse(problem);
            int started = 1;
            for (int number = 1; number < description.Cores.Count; number++)
            {
                if (!TryPrepareCore(new CoreNumber(number), ref description, ref space, out resources)) Refuse("mem"u8);
                if (Machine.TryStartCore(ref space, resources)) started++;
            }
            Log.Info($"{started} of {description.Cores.Count} cores");
            RunBuiltIn(in *info);
        }
        Machine.Stop();
    }

    /// <summary>Reads the firmware's tables; says what is wrong with them and goes on with the rest.</summary>
    private static void Describe(BootInfo info, ref KernelSpace space, ref MachineDescription description)
    {
        FirmwareErrors errors = default;
        if (!FirmwareTables.TryDescribe(space, info.AcpiRoot, info.DeviceTree, ref description, ref errors))
            Log.Warning("the firmware has no tables that describe the machine");

        Span<byte> name = stackalloc byte[sizeof(uint)];
        foreach (FirmwareError error in errors.First)
        {
            error.WriteTableName(name);
            Log.Warning($"firmware table {name} {error.Sentence} (at {error.Offset})");
        }
        if (errors.Total > errors.First.Length) Log.Warning($"and {errors.Total - errors.First.Length} more faults in firmware tables");
        // A machine whose firmware says nothing has the core that runs this.
        if (description.Cores.Count == 0) _ = description.Cores.TryAdd(new CoreDescription { HardwareId = Machine.ReadHardwareId() });
    }

    /// <summary>From here on a core's place in the description is its number.</summary>
    private static bool TryPutBootCoreFirst(ref MachineDescription description)
    {
        Span<CoreDescription> cores = description.Cores.Editable;
        ulong self = Machine.ReadHardwareId();
        for (int i = 0; i < cores.Length; i++)
        {
            if (cores[i].HardwareId != self) continue;
            (cores[0], cores[i]) = (cores[i], cores[0]);
            return true;
        }
        return false;
    }

    /// <summary>Maps a core's stacks and blocks, and says where they are.</summary>
    private static bool TryPrepareCore(CoreNumber number, ref MachineDescription description, ref KernelSpace space, out CoreResources resources)
    {
        CoreDescription core = description.Cores.Items[number.Value];
        var area = new CoreArea(number);
        resources = new CoreResources
        {
            Number = number,
            HardwareId = core.HardwareId,
            Redistributor = core.Redistributor,
            Block = area.Blocks.Pointer,
            StackTop = area.StackTop,
            PageTableRoot = space.Root,
        };
        for (int i = 0; i < Machine.FaultStackCount; i++)
        {
            if (!space.TryMapNew(area.FaultStack(i), CoreArea.FaultStackBytes)) return false;
            resources.FaultStackTops[i] = area.FaultStackTop(i);
        }
        return space.TryMapNew(area.Stack, CoreArea.StackBytes)
            && space.TryMapNew(area.Blocks, Page.CountFor(Machine.CoreBlockBytes) * Page.Size);
    }
}
