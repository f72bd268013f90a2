using System;
using System.Runtime.CompilerServices;
using Diesis.Abi;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Acpi;
using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Uefi.DeviceTree;
using Diesis.Boot.Uefi.Memory;
using Diesis.Boot.Uefi.Program;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>
/// Turns a plan and the firmware's last memory map into what the kernel finds: memory map, answers, page
/// tables. It asks
/// the firmware for nothing, so the map stays true; when the firmware says that it has changed all the same, everything
/// is simply made again in the same place.
/// </summary>
internal static class HandoverMaker<TFormat> where TFormat : struct, IPageTableFormat
{
    /// <param name="plan">What to hand over.</param>
    /// <param name="map">The firmware's memory map.</param>
    /// <param name="memory">The same, as memory to look at.</param>
    /// <param name="largestLeaf">The highest level on which page tables may have leaves.</param>
    /// <param name="hasLowerTables">The lower half of the address space has page tables of its own.</param>
    /// <param name="entry">How to enter the kernel.</param>
    public static Problem Make<TMemory>(
        scoped in HandoverPlan plan, EfiMemoryMap map, TMemory memory, int largestLeaf, bool hasLowerTables,
        out KernelEntry entry)
        where TMemory : struct, IPhysicalReader
    {
        entry = default;
        Arena arena = new(plan.ArenaMemory, plan.Kernel.DirectMap + plan.ArenaStart.Value);
        Span<byte> stack = arena.Take((int)plan.StackSize, out HhdmPointer<byte> stackStart);
        Span<LimineMemoryMapEntry> storage =
            arena.Take(plan.MapEntries(map.Count), out HhdmPointer<LimineMemoryMapEntry> firstEntry);

        MemoryMapPainter builder = new(storage);
        Problem problem = PaintMap(plan, map, memory, ref builder);
        if (!problem.IsNone) return problem;
        LimineResponder responder = new(plan.Requests, arena);
        problem = Answer(plan, builder, firstEntry, ref responder);
        if (!problem.IsNone) return problem;
        if (responder.HasOverflowed) return Problem.Because("does not fit into the memory taken for it"u8);

        entry = new()
        {
            Start = plan.Kernel.Base + (ulong)plan.Kernel.Image.EntryOffset,
            StackTop = stackStart.Address + (ulong)stack.Length,
            Gate = plan.Gate,
            GateInDirectMap = plan.Kernel.DirectMap + plan.Gate.Value,
            Revision = plan.Revision,
        };
        return MakeTables(plan, builder, largestLeaf, hasLowerTables, ref entry);
    }

    /// <summary>Page tables that a plan takes at most, in bytes.</summary>
    public static ulong TablesSize(scoped in HandoverPlan plan, EfiMemoryMap map, int largestLeaf)
    {
        const ulong RootsAndGate = 8;
        ulong tables = RootsAndGate + PageTableBuilder<TFormat>.MostTablesFor((ulong)plan.Kernel.Image.Size, 0);
        tables += PageTableBuilder<TFormat>.MostTablesFor(plan.Screen.Size, largestLeaf);
        for (int i = 0; i < map.Count; i++)
        {
            ulong bytes = map[i].Pages << Page.Shift;
            bool isMapped = LimineMemoryKinds.IsMapped(LimineMemoryKinds.Of(map[i].Type, plan.Revision), plan.Revision);
            if (isMapped) tables += PageTableBuilder<TFormat>.MostTablesFor(bytes, largestLeaf);
        }
        return tables << Page.Shift;
    }

    private static Problem PaintMap<TMemory>(
        scoped in HandoverPlan plan, EfiMemoryMap map, TMemory memory, scoped ref MemoryMapPainter builder)
        where TMemory : struct, IPhysicalReader
    {
        map.PaintInto(ref builder, plan.Revision);
        if (!plan.AcpiRoot.IsZero && plan.Revision >= 4)
        {
            AcpiMemory.Paint(memory, plan.AcpiRoot, ref builder, out bool hasIommu);
            ref LimineRequest<LimineAcknowledgement> keep =
                ref plan.Requests.Find<LimineRequest<LimineAcknowledgement>>(LimineFeature.KeepIommu);
            if (hasIommu && plan.Revision >= 5 && Unsafe.IsNullRef(ref keep))
                return Problem.Because("wants the IOMMU switched off, which this loader does not do"u8);
        }
        builder.Paint(plan.Kernel.Start, plan.Kernel.End, LimineMemoryKind.ExecutableAndModules);
        foreach (FileContent module in plan.Modules)
            builder.Paint(module.Start, module.End, LimineMemoryKind.ExecutableAndModules);
        if (plan.Screen.IsPresent)
            builder.Paint(plan.Screen.Start, plan.Screen.Start + plan.Screen.Size, LimineMemoryKind.Framebuffer);
        return builder.HasOverflowed ? Problem.Because("has too many ranges of memory"u8) : Problem.None;
    }

    private static Problem MakeTables(
        scoped in HandoverPlan plan, scoped in MemoryMapPainter map, int largestLeaf, bool hasLowerTables,
        scoped ref KernelEntry entry)
    {
        Problem noRoom = Problem.Because("needs more page tables than there is memory for"u8);
        PageTableBuilder<TFormat> tables = new(plan.TableMemory, plan.TableStart, largestLeaf);
        if (!tables.TryAddRoot(out entry.UpperTables)) return noRoom;
        entry.LowerTables = entry.UpperTables;
        if (hasLowerTables && !tables.TryAddRoot(out entry.LowerTables)) return noRoom;
        if (!plan.Kernel.TryMap(ref tables, entry.UpperTables, in map, plan.Revision)) return noRoom;

        MappingAttributes gate = new(Protection.ReadExecute, CachePolicy.WriteBack, Audience.Kernel);
        VirtualAddress itself = new(plan.Gate.Value);
        return tables.TryMap(entry.LowerTables, itself, plan.Gate, Page.Size, gate) ? Problem.None : noRoom;
    }

    private static Problem Answer(
        scoped in HandoverPlan plan, scoped in MemoryMapPainter map, HhdmPointer<LimineMemoryMapEntry> firstEntry,
        scoped ref LimineResponder to)
    {
        to.Answer(LimineFeature.BootloaderInfo, new LimineBootloaderInfo
        {
            Name = to.Text("Diesis"u8),
            Version = to.Text("0.1"u8),
        });
        to.Answer(LimineFeature.CommandLine, new LimineCommandLine { Text = to.Text(plan.Configuration.CommandLine) });
        to.Answer(LimineFeature.FirmwareType, new LimineFirmwareTypeAnswer { Type = LimineFirmwareType.Efi64 });
        to.Answer(LimineFeature.PagingMode, new LiminePagingModeAnswer { Mode = LiminePagingMode.FourLevels });
        to.Answer(LimineFeature.StackSize, new LimineAcknowledgement());
        to.Answer(LimineFeature.KeepIommu, new LimineAcknowledgement());
        to.Answer(LimineFeature.Hhdm, new LimineHhdm { Start = plan.Kernel.DirectMap });
        to.Answer(LimineFeature.ExecutableAddress, new LimineExecutableAddress
        {
            PhysicalBase = plan.Kernel.Start,
            VirtualBase = plan.Kernel.Base,
        });
        to.Answer(LimineFeature.MemoryMap, new LimineMemoryMap
        {
            Count = (ulong)map.Entries.Length,
            Entries = to.ListOf(map.Entries.Length, firstEntry),
        });
        if (plan.UnixSeconds != 0)
            to.Answer(LimineFeature.DateAtBoot, new LimineDateAtBoot { UnixSeconds = plan.UnixSeconds });
        AnswerRsdp(plan, ref to);
        AnswerFramebuffer(plan, ref to);
        AnswerModules(plan, ref to);
        return AnswerDeviceTree(plan, ref to);
    }

    private static void AnswerRsdp(scoped in HandoverPlan plan, scoped ref LimineResponder to)
    {
        if (plan.AcpiRoot.IsZero) return;
        ulong address = plan.AcpiRoot.Value;
        if (plan.Revision != 3) address += plan.Kernel.DirectMap.Value;
        to.Answer(LimineFeature.Rsdp, new LimineRsdp { Address = address });
    }

    private static void AnswerFramebuffer(scoped in HandoverPlan plan, scoped ref LimineResponder to)
    {
        GraphicsScreen screen = plan.Screen;
        if (!screen.IsPresent) return;
        HhdmPointer<HhdmPointer<LimineFramebuffer>> list = to.List(1, out Span<LimineFramebuffer> framebuffers);
        if (framebuffers.IsEmpty) return;
        framebuffers[0] = new()
        {
            Pixels = new(plan.Kernel.DirectMap + screen.Start.Value),
            Width = screen.Width,
            Height = screen.Height,
            Pitch = screen.Pitch,
            BitsPerPixel = (ushort)(8 * screen.Layout.BytesPerPixel),
            Model = LiminePixelModel.Rgb,
            RedBits = screen.Layout.Red.Bits,
            RedShift = screen.Layout.Red.Shift,
            GreenBits = screen.Layout.Green.Bits,
            GreenShift = screen.Layout.Green.Shift,
            BlueBits = screen.Layout.Blue.Bits,
            BlueShift = screen.Layout.Blue.Shift,
        };
        to.Answer(LimineFeature.Framebuffer, new LimineFramebuffers { Count = 1, Framebuffers = list });
    }

    private static void AnswerModules(scoped in HandoverPlan plan, scoped ref LimineResponder to)
    {
        HhdmPointer<HhdmPointer<LimineFile>> list = to.List(plan.Modules.Length, out Span<LimineFile> files);
        if (files.IsEmpty) return;
        int index = 0;
        foreach (ModuleRequest module in plan.Configuration.Modules)
        {
            FileContent content = plan.Modules[index];
            files[index++] = new()
            {
                Content = new(plan.Kernel.DirectMap + content.Start.Value),
                Size = (ulong)content.Length,
                Path = to.Text(module.Path),
                Text = to.Text(module.Name, module.CommandLine),
            };
        }
        to.Answer(LimineFeature.Modules, new LimineModules { Count = (ulong)files.Length, Files = list });
    }

    private static Problem AnswerDeviceTree(scoped in HandoverPlan plan, scoped ref LimineResponder to)
    {
        if (plan.DeviceTree.IsEmpty) return Problem.None;
        Span<byte> copy = to.Bytes(plan.DeviceTree.Length, out HhdmPointer<byte> blob);
        if (copy.IsEmpty) return Problem.None;
        plan.DeviceTree.CopyTo(copy);
        if (!DeviceTreeBlob.TryRemoveMemoryNodes(copy)) return Problem.Because("has a damaged device tree"u8);
        to.Answer(LimineFeature.DeviceTree, new LimineDeviceTree { Blob = blob });
        return Problem.None;
    }
}
