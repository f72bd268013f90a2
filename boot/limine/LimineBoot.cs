using System;
using Diesis.Machines;

namespace Diesis.Boot.Limine;

/// <summary>The kernel's side of the Limine protocol: turns a loader's answers into <see cref="BootInfo"/>.</summary>
// SAFETY: a loader's answers lie in memory that it maps for the kernel and leaves alone; pointers within are
// checked for null and
// lists for their length, and nothing can check more.
public static unsafe class LimineBoot
{
    /// <summary>Longer than any text that the kernel keeps; what a loader left without an end is not followed past
    /// it.</summary>
    private const int LongestText = 4096;

    /// <summary>More items than any list here has; a count beyond it is damaged.</summary>
    private const ulong MostListed = 1024;

    /// <summary>The year 2400: later ones have no room in 64 bits of nanoseconds for long.</summary>
    private const long MostUnixSeconds = 13_569_465_600;

    /// <summary>
    /// Copies all the kernel needs out of the loader's memory. Counts, sizes and addresses in it are doubted; pointers,
    /// unless null, are followed: nothing could tell a wrong one.
    /// </summary>
    /// <returns>False with a sentence when the loader left out what no kernel can do without.</returns>
    /// <safety>The loader's page tables are in use.</safety>
    public static bool TryFill(ref LimineRequests requests, scoped ref BootInfo info, out ReadOnlySpan<byte> problem)
    {
        problem = default;
        if (!requests.Hhdm.IsAnswered) problem = "the loader gave no direct map of memory"u8;
        else if (!requests.MemoryMap.IsAnswered) problem = "the loader gave no map of memory"u8;
        else if (!requests.ExecutableAddress.IsAnswered) problem = "the loader did not say where it put the kernel"u8;
        if (!problem.IsEmpty) return false;

        // SAFETY: answered requests point to the loader's responses, which stay mapped until the kernel leaves its
        // page tables.
        ulong directMap = requests.Hhdm.Response.Pointer->Start.Value;
        info.LoaderDirectMap = directMap;
        info.LoaderDirectMapEnd = new PhysicalAddress(ulong.MaxValue); // All that is usable, says the protocol.
        info.KernelBase = requests.ExecutableAddress.Response.Pointer->VirtualBase;
        info.KernelPhysicalBase = requests.ExecutableAddress.Response.Pointer->PhysicalBase;
        if (!info.KernelBase.IsAlignedTo(Page.Size) || !info.KernelPhysicalBase.IsAlignedTo(Page.Size))
        {
            problem = "the loader put the kernel at no page's start"u8;
            return false;
        }

        if (requests.BootloaderInfo.IsAnswered)
            info.Loader = new BootText64(Text(requests.BootloaderInfo.Response.Pointer->Name));
        info.CommandLine = new BootText1024(CommandLine(ref requests));
        if (requests.Rsdp.IsAnswered) info.AcpiRoot = Physical(requests.Rsdp.Response.Pointer->Address, directMap);
        if (requests.DeviceTree.IsAnswered)
            info.DeviceTree = Physical(requests.DeviceTree.Response.Pointer->Blob.Address.Value, directMap);

        if (requests.DateAtBoot.IsAnswered)
            info.EntryUnixSeconds = (ulong)Math.Clamp(requests.DateAtBoot.Response.Pointer->UnixSeconds, 0, MostUnixSeconds);

        AddFramebuffer(ref requests, ref info);
        MemoryMapBuilder memory = default;
        bool fits = TryAddModules(ref requests, ref memory, ref info) && TryAddMemory(ref requests, ref memory);
        if (!fits || !memory.TryBuild(ref info.Memory))
            problem = "the loader's map of memory has more ranges than the kernel keeps"u8;
        return problem.IsEmpty;
    }

    private static ReadOnlySpan<byte> CommandLine(ref LimineRequests requests)
    {
        if (requests.CommandLine.IsAnswered) return Text(requests.CommandLine.Response.Pointer->Text);
        if (requests.ExecutableFile.IsAnswered && !requests.ExecutableFile.Response.Pointer->File.IsNull)
            return Text(requests.ExecutableFile.Response.Pointer->File.Pointer->Text);
        return default;
    }

    /// <summary>An address that is physical by some revisions of the protocol and in the direct map by
    /// others.</summary>
    private static PhysicalAddress Physical(ulong address, ulong directMap)
        => new(address >= directMap ? address - directMap : address);

    private static void AddFramebuffer(ref LimineRequests requests, ref BootInfo info)
    {
        if (!requests.Framebuffer.IsAnswered) return;
        LimineFramebuffers* list = requests.Framebuffer.Response.Pointer;
        if (list->Count == 0 || list->Framebuffers.IsNull || list->Framebuffers.Pointer->IsNull) return;

        LimineFramebuffer* screen = list->Framebuffers.Pointer->Pointer;
        if (screen->Model != LiminePixelModel.Rgb || screen->BitsPerPixel > byte.MaxValue) return;
        if (screen->Width > uint.MaxValue || screen->Height > uint.MaxValue || screen->Pitch > uint.MaxValue) return;
        FramebufferInfo taken = new()
        {
            Address = Physical(screen->Pixels.Address.Value, info.LoaderDirectMap),
            Width = (uint)screen->Width,
            Height = (uint)screen->Height,
            Pitch = (uint)screen->Pitch,
            BitsPerPixel = (byte)screen->BitsPerPixel,
            RedShift = screen->RedShift, RedBits = screen->RedBits,
            GreenShift = screen->GreenShift, GreenBits = screen->GreenBits,
            BlueShift = screen->BlueShift, BlueBits = screen->BlueBits,
        };
        if (taken.IsPossible) info.Framebuffer = taken;
    }

    private static bool TryAddModules(ref LimineRequests requests, ref MemoryMapBuilder memory,
        scoped ref BootInfo info)
    {
        if (!requests.Modules.IsAnswered) return true;
        LimineModules* list = requests.Modules.Response.Pointer;
        ulong count = list->Files.IsNull ? 0 : Math.Min(list->Count, MostListed);
        for (ulong i = 0; i < count; i++)
        {
            HhdmPointer<LimineFile> file = list->Files.Pointer[i];
            if (file.IsNull || file.Pointer->Content.IsNull || file.Pointer->Size == 0) continue;
            BootModule module = new()
            {
                Start = Physical(file.Pointer->Content.Address.Value, info.LoaderDirectMap),
                Length = file.Pointer->Size,
                Name = new BootText64(FileName(Text(file.Pointer->Path))),
            };
            if (!module.IsPossible) continue;
            if (!memory.TryAdd(module.Start, module.Length, MemoryKind.KernelAndModules)) return false;
            // A module that there is no room for is missed by whoever looks for it; its memory is just not given away.
            _ = info.Modules.TryAdd(module);
        }
        return true;
    }

    private static bool TryAddMemory(ref LimineRequests requests, ref MemoryMapBuilder memory)
    {
        LimineMemoryMap* map = requests.MemoryMap.Response.Pointer;
        if (map->Entries.IsNull) return true; // No memory at all; whoever takes some will say so.
        if (map->Count > MostListed) return false;
        for (ulong i = 0; i < map->Count; i++)
        {
            HhdmPointer<LimineMemoryMapEntry> entry = map->Entries.Pointer[i];
            if (entry.IsNull) continue;
            if (!memory.TryAdd(entry.Pointer->Base, entry.Pointer->Length, KindOf(entry.Pointer->Kind))) return false;
        }
        return true;
    }

    private static MemoryKind KindOf(LimineMemoryKind kind) => kind switch
    {
        LimineMemoryKind.Usable => MemoryKind.Usable,
        LimineMemoryKind.AcpiReclaimable => MemoryKind.AcpiReclaimable,
        LimineMemoryKind.AcpiNvs => MemoryKind.AcpiNonVolatile,
        LimineMemoryKind.Bad => MemoryKind.Bad,
        LimineMemoryKind.BootloaderReclaimable => MemoryKind.LoaderReclaimable,
        LimineMemoryKind.ExecutableAndModules => MemoryKind.KernelAndModules,
        LimineMemoryKind.Framebuffer => MemoryKind.Framebuffer,
        _ => MemoryKind.Reserved,
    };

    private static ReadOnlySpan<byte> Text(HhdmPointer<byte> text)
    {
        if (text.IsNull) return default;
        int length = 0;
        while (length < LongestText && text.Pointer[length] != 0) length++;
        return new ReadOnlySpan<byte>(text.Pointer, length);
    }

    /// <summary>What follows the last slash of a path.</summary>
    private static ReadOnlySpan<byte> FileName(ReadOnlySpan<byte> path)
    {
        int start = path.Length;
        while (start > 0 && path[start - 1] != (byte)'/') start--;
        return path.Slice(start);
    }
}
