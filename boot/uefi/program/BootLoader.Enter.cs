using System;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Boot.Uefi.Handover;
using Diesis.Boot.Uefi.Memory;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Firmware.Acpi;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

// SAFETY: the firmware's tables are where it says until boot services are left; the memory of the plan was taken
// from it for good.
internal static partial class BootLoader<TProcessor, TFormat>
{
    /// <summary>Timers of the firmware may change its memory map between a look at it and the exit.</summary>
    private const int ExitAttempts = 16;

    private static ReadOnlySpan<byte> HandoverMemory => "memory for the kernel's start"u8;

    /// <summary>
    /// Takes the last memory, leaves boot services and enters the kernel. Returns only when that fails.
    /// </summary>
    private static unsafe Failure Enter(
        EfiHandle image, EfiSystemTable* system, scoped ref PageStore store, scoped ref HandoverPlan plan)
    {
        EfiBootServices* services = system->BootServices;
        Problem problem = MapBuffer.Take(services, ref store, out MapBuffer buffer);
        if (!problem.IsNone) return Failure.Of(HandoverMemory, problem);
        problem = buffer.Read(services, out _);
        if (!problem.IsNone) return Failure.Of(HandoverMemory, problem);
        problem = TakeMemory(ref store, buffer, ref plan);
        if (!problem.IsNone) return Failure.Of(HandoverMemory, problem);
        problem = TakeArray(ref store, 1, out Span<MachineDescription> machine);
        if (!problem.IsNone) return Failure.Of(HandoverMemory, problem);
        machine.Clear();
        FirmwareErrors ignored = default;
        if (!plan.AcpiRoot.IsZero)
            _ = AcpiTables.TryDescribe(buffer.Memory, plan.AcpiRoot, ref machine[0], ref ignored);

        for (int attempt = 0; attempt < ExitAttempts; attempt++)
        {
            problem = buffer.Read(services, out nuint key);
            if (!problem.IsNone) return Failure.Of(HandoverMemory, problem);
            problem = HandoverMaker<TFormat>.Make(plan, buffer.Memory.Map, buffer.Memory, TProcessor.LargestLeaf,
                TProcessor.HasLowerTables, out KernelEntry entry);
            if (!problem.IsNone) return Failure.Of("this machine"u8, problem);
            if (services->ExitBootServices(image, key).IsError) continue;
            RunningProgram.LeaveBootServices(&TProcessor.WriteSerial);
            TProcessor.QuietInterrupts(in machine[0].Apic);
            TProcessor.Enter(entry);
        }
        return Failure.Of("the firmware"u8, Problem.Because("does not let the loader go"u8));
    }

    private static unsafe Problem TakeMemory(scoped ref PageStore store, MapBuffer buffer, scoped ref HandoverPlan plan)
    {
        const EfiMemoryType Data = EfiMemoryType.LoaderData;
        ulong arena = plan.ArenaSize(buffer.Capacity);
        Problem problem = store.Take(arena, Data, out plan.ArenaStart);
        if (!problem.IsNone) return problem;
        plan.ArenaMemory = new((void*)plan.ArenaStart.Value, (int)arena);

        ulong tables = HandoverMaker<TFormat>.TablesSize(plan, buffer.Memory.Map, TProcessor.LargestLeaf);
        problem = store.TakeBelow(TProcessor.EndOfGateMemory, tables, Data, out plan.TableStart);
        if (!problem.IsNone) return problem;
        plan.TableMemory = new((void*)plan.TableStart.Value, (int)(tables / sizeof(ulong)));
        return store.TakeBelow(TProcessor.EndOfGateMemory, Page.Size, EfiMemoryType.LoaderCode, out plan.Gate);
    }
}
