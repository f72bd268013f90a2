using System;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Elf;
using Diesis.Boot.Uefi.Firmware;
using Diesis.Boot.Uefi.Handover;
using Diesis.Boot.Uefi.Memory;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Program;

// SAFETY: the firmware's tables are where it says; memory just taken from it is this program's, and mapped one to
// one.
internal static partial class BootLoader<TProcessor, TFormat>
{
    /// <summary>Another program's memory may lie where the map showed free memory a moment ago.</summary>
    private const int PlacementAttempts = 16;

    /// <summary>Finds the kernel a place: in memory, in the address space, and one for the direct map.</summary>
    private static unsafe Problem Place(
        EfiBootServices* services, ElfImage image, Randomization randomization, scoped ref PageStore store,
        out KernelSpace kernel)
    {
        kernel = default;
        RandomSource random = new(randomization == Randomization.On ? GatherEntropy(services) : 0);
        Problem problem = MapBuffer.Take(services, ref store, out MapBuffer buffer);
        if (!problem.IsNone) return problem;
        problem = TakeMemory(services, buffer, (ulong)image.Size, randomization, ref random, ref store, out var start);
        if (!problem.IsNone) return problem;

        PhysicalAddress end = buffer.Memory.Map.EndOfMappedMemory(LimineProtocol.NewestRevision);
        if (!KernelPlacement.TryChooseDirectMap(ref random, end, out VirtualAddress directMap))
            return Problem.Because("cannot be had: the machine has more memory than the direct map can show"u8);
        if (randomization == Randomization.Off) directMap = KernelPlacement.FixedDirectMap;
        kernel = new()
        {
            Image = image,
            Start = start,
            Memory = new((void*)start.Value, image.Size),
            Base = ChooseBase(image, randomization, ref random),
            DirectMap = directMap,
        };
        return Problem.None;
    }

    private static VirtualAddress ChooseBase(
        ElfImage image, Randomization randomization, scoped ref RandomSource random)
    {
        if (!image.IsRelocatable) return image.LinkedBase;
        if (randomization == Randomization.On) return KernelPlacement.ChooseVirtual(ref random, (ulong)image.Size);
        VirtualAddress lowest = new(LimineProtocol.LowestExecutableAddress);
        return image.LinkedBase < lowest ? lowest : image.LinkedBase;
    }

    private static unsafe Problem TakeMemory(
        EfiBootServices* services, MapBuffer buffer, ulong size, Randomization randomization,
        scoped ref RandomSource random, scoped ref PageStore store, out PhysicalAddress start)
    {
        for (int attempt = 0; attempt < PlacementAttempts; attempt++)
        {
            start = PhysicalAddress.Zero;
            Problem problem = buffer.Read(services, out _);
            if (!problem.IsNone) return problem;
            ulong places = KernelPlacement.CountPhysical(buffer.Memory.Map, size);
            if (places == 0) break;
            ulong place = randomization == Randomization.On ? random.Below(places) : 0;
            start = KernelPlacement.PhysicalAt(buffer.Memory.Map, size, place);
            if (store.TakeAt(start, size, EfiMemoryType.LoaderData).IsNone) return Problem.None;
        }
        return store.Take(size, EfiMemoryType.LoaderData, out start);
    }

    /// <summary>Mixes all sources there are: a bad one does no harm.</summary>
    private static unsafe ulong GatherEntropy(EfiBootServices* services)
    {
        RandomSource mixed = new(TProcessor.ReadCounter());
        ulong entropy = mixed.Next();
        EfiRandom* source = services->LocateProtocol<EfiRandom>(EfiGuid.Random);
        if (source != null && !source->GetRandom(out ulong number).IsError) entropy ^= number;
        if (TProcessor.TryReadRandom(out ulong own)) entropy ^= own;

        // How long these took differs from boot to boot, if only by a few bits.
        return entropy ^ TProcessor.ReadCounter() << 32;
    }
}
