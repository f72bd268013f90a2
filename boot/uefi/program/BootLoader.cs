using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Uefi.DeviceTree;
using Diesis.Boot.Elf;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Boot.Uefi.Handover;
using Diesis.Boot.Uefi.Memory;
using Diesis.Kernel.Firmware;
using Diesis.Kernel.Firmware.Acpi;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

/// <summary>The loader from its first step to its last.</summary>
// SAFETY: the firmware's tables are where it says until boot services are left; memory taken from it is mapped one
// to one.
internal static partial class BootLoader<TProcessor, TFormat>
    where TProcessor : struct, IProcessor
    where TFormat : struct, IPageTableFormat
{
    /// <summary>Starts the kernel, or says why not, waits for a key and returns to the firmware.</summary>
    public static unsafe EfiStatus Run(EfiHandle image, EfiSystemTable* system)
    {
        // SAFETY, here and below: the firmware hands over its table, which stays until boot services are left, and maps
        // all memory that it gives away at its own address.
        RunningProgram.Start(image, system);
        system->BootServices->StopWatchdog();
        PageStore store = new(system->BootServices);
        Failure failure = Load(image, system, ref store);
        failure.WriteTo(new(system));
        RunningProgram.WaitForKey();
        store.GiveBackAll();
        return EfiStatus.LoadError;
    }

    /// <summary>Returns only when something was wrong.</summary>
    private static unsafe Failure Load(EfiHandle image, EfiSystemTable* system, scoped ref PageStore store)
    {
        EfiBootServices* services = system->BootServices;
        Problem problem = TProcessor.CheckFeatures();
        if (!problem.IsNone) return Failure.Of("this machine"u8, problem);
        problem = BootVolume.Open(services, image, out BootVolume volume);
        if (!problem.IsNone) return Failure.Of("the boot partition"u8, problem);

        HandoverPlan plan = default;
        problem =
            volume.Read(TProcessor.ConfigurationPath, LoaderConfiguration.LargestFile, ref store, out FileContent text);
        if (!problem.IsNone) return Failure.Of(TProcessor.ConfigurationPath, problem);
        if (!LoaderConfiguration.TryParse(text.Bytes, out plan.Configuration, out int line, out problem))
            return new(TProcessor.ConfigurationPath, line, problem);

        Failure failure = LoadFiles(services, volume, ref store, ref plan);
        if (!failure.IsNone) return failure;
        Inspect(system, ref plan);
        return Enter(image, system, ref store, ref plan);
    }

    private static unsafe Failure LoadFiles(
        EfiBootServices* services, BootVolume volume, scoped ref PageStore store, scoped ref HandoverPlan plan)
    {
        ReadOnlySpan<byte> path = plan.Configuration.Kernel;
        Problem problem = volume.Read(path, int.MaxValue, ref store, out FileContent file);
        if (!problem.IsNone) return Failure.Of(path, problem);
        if (!ElfImage.TryParse(file.Bytes, TProcessor.Elf, new(LimineProtocol.LowestExecutableAddress), out ElfImage elf, out problem))
            return Failure.Of(path, problem);
        Failure failure = LoadModules(volume, ref store, ref plan);
        if (!failure.IsNone) return failure;

        problem = Place(services, elf, plan.Configuration.Randomization, ref store, out plan.Kernel);
        if (!problem.IsNone) return Failure.Of("memory for the kernel"u8, problem);
        elf.Load(plan.Kernel.Memory, plan.Kernel.Base);
        TProcessor.PublishCode(plan.Kernel.Start, (ulong)elf.Size);
        if (!LimineRequestIndex.TryRead(plan.Kernel.Memory, out plan.Requests, out problem))
            return Failure.Of(path, problem);
        return Failure.Of(path, CheckWishes(ref plan));
    }

    private static Failure LoadModules(BootVolume volume, scoped ref PageStore store, scoped ref HandoverPlan plan)
    {
        int count = plan.Configuration.ModuleCount, index = 0;
        if (count == 0) return default;
        Problem problem = TakeArray(ref store, count, out Span<FileContent> modules);
        if (!problem.IsNone) return Failure.Of("memory for the list of modules"u8, problem);
        foreach (ModuleRequest module in plan.Configuration.Modules)
        {
            problem = volume.Read(module.Path, int.MaxValue, ref store, out modules[index++]);
            if (!problem.IsNone) return Failure.Of(module.Path, problem);
        }
        plan.Modules = modules;
        return default;
    }

    private static Problem CheckWishes(scoped ref HandoverPlan plan)
    {
        plan.Revision = plan.Requests.ServedRevision;
        plan.Requests.AnswerRevision();
        if (plan.StackSize == 0) return Problem.Because("wants a stack larger than 16 MiB"u8);
        ref LiminePagingModeRequest paging = ref plan.Requests.Find<LiminePagingModeRequest>(LimineFeature.PagingMode);
        if (!Unsafe.IsNullRef(ref paging) && paging.Request.Revision >= 1 && paging.Least > LiminePagingMode.FourLevels)
            return Problem.Because("wants more than four levels of page tables"u8);
        return Problem.None;
    }

    /// <summary>Looks for what the firmware knows of the machine.</summary>
    private static unsafe void Inspect(EfiSystemTable* system, scoped ref HandoverPlan plan)
    {
        void* acpi = system->FindTable(EfiGuid.AcpiTable);
        if (acpi == null) acpi = system->FindTable(EfiGuid.AcpiTable1);
        plan.AcpiRoot = new((ulong)acpi);

        void* tree = system->FindTable(EfiGuid.DeviceTree);
        if (tree != null && DeviceTreeBlob.TryReadSize(new(tree, DeviceTreeBlob.HeaderSize), out int size))
            plan.DeviceTree = new(tree, size);

        if (!system->RuntimeServices->GetTime(out EfiTime time).IsError && time.IsValid)
            plan.UnixSeconds = time.UnixSeconds;
        plan.Screen = GraphicsScreen.Open(system->BootServices, plan.Configuration.Resolution);
    }

    private static unsafe Problem TakeArray<T>(
        scoped ref PageStore store, int count, out Span<T> array) where T : unmanaged
    {
        array = default;
        Problem problem =
            store.Take((ulong)count * (ulong)sizeof(T), EfiMemoryType.LoaderData, out PhysicalAddress start);
        if (problem.IsNone) array = new((void*)start.Value, count);
        return problem;
    }
}
