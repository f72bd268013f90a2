using System;
using Diesis.Machines;

namespace Diesis.Boot.Limine;

/// <summary>The kernel's side of the Limine protocol: turns a loader's answers into <see cref="BootInfo"/>.</summary>
public static unsafe class LimineBoot
{
    /// <summary>Longer than any text that the kernel keeps; what a loader left without an end is not followed past it.</summary>
    private const int LongestText = 4096;

    /// <summary>
    /// Copies all the kernel needs out of the loader's memory.
    /// </summary>
    /// <param name="loaderMaps">The loader's page tables are in use: its pointers can be followed.</param>
    /// <returns>False with a sentence when the loader left out what no kernel can do without.</returns>
    public static bool TryFill(ref LimineRequests requests, scoped ref BootInfo info, out ReadOnlySpan<byte> problem)
    {
        problem = default;
        if (!requests.Hhdm.IsAnswered) problem = "the loader gave no direct map of memory"u8;
        else if (!requests.MemoryMap.IsAnswered) problem = "the loader gave no map of memory"u8;
        else if (!requests.ExecutableAddress.IsAnswered) problem = "the loader did not say where it put the kernel"u8;
        if (!problem.IsEmpty) return false;

        // SAFETY: answered requests point to the loader's responses, which stay mapped until the kernel leaves its page tables.
        ulong directMap = requests.Hhdm.Response.Pointer->Start.Value;
        info.LoaderDirectMap = directMap;
        info.KernelBase = requests.ExecutableAddress.Response.Pointer->VirtualBase;
        info.KernelPhysicalBase = requests.ExecutableAddress.Response.Pointer->PhysicalBase;

        if (requests.BootloaderInfo.IsAnswered) info.Loader = new BootText64(Text(requests.BootloaderInfo.Response.Pointer->Name));
        info.CommandLine = new BootText1024(CommandLine(ref requests));
        if (requests.Rsdp.IsAnswered) info.AcpiRoot = Physical(requests.Rsdp.Response.Pointer->Address, directMap);
        if (requests.DeviceTree.IsAnswered) info.DeviceTree = Physical(requests.DeviceTree.Response.Pointer->Blob.Address.Value, directMap);

        AddFramebuffer(ref requests, ref info);
        AddModules(ref requests, ref info);
        return TryAddMemory(ref requests, ref info, out problem);
    }

    private static ReadOnlySpan<byte> CommandLine(ref LimineRequests requests)
    {
        if (requests.CommandLine.IsAnswered) return Text(requests.CommandLine.Response.Pointer->Text);
        if (requests.ExecutableFile.IsAnswered && !requests.ExecutableFile.Response.Pointer->File.IsNull)
            return Text(requests.ExecutableFile.Response.Pointer->File.Pointer->Text);
        return default;
    }

    /// <summary>An address that is physical by some revisions of the protocol and in the direct map by others.</summary>
    private static PhysicalAddress Physical(ulong address, ulong directMap)
        => new(address >= directMap ? address - directMap : address);

    private static void AddFramebuffer(ref LimineRequests requests, ref BootInfo info)
    {
        if (!requests.Framebuffer.IsAnswered) return;
        LimineFramebuffers* list = requests.Framebuffer.Response.Pointer;
        if (list->Count == 0 || list->Framebuffers.IsNull || list->Framebuffers.Pointer->IsNull) return;

        LimineFramebuffer* screen = list->Framebuffers.Pointer->Pointer;
        if (screen->Model != LiminePixelModel.Rgb || screen->Width > ushort.MaxValue || screen->Height > ushort.MaxValue) return;
        if (screen->Pitch > uint.MaxValue || screen->BitsPerPixel > 32) return;
        info.Framebuffer = new FramebufferInfo
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
    }

    private static void AddModules(ref LimineRequests requests, ref BootInfo info)
    {
        if (!requests.Modules.IsAnswered) return;
        LimineModules* list = requests.Modules.Response.Pointer;
        for (ulong i = 0; i < list->Count && !list->Files.IsNull; i++)
        {
            HhdmPointer<LimineFile> file = list->Files.Pointer[i];
            if (file.IsNull || file.Pointer->Content.IsNull) continue;
            bool added = info.Modules.TryAdd(new BootModule
            {
                Start = Physical(file.Pointer->Content.Address.Value, info.LoaderDirectMap),
                Length = file.Pointer->Size,
                Name = new BootText64(FileName(Text(file.Pointer->Path))),
            });
            if (!added) return;
        }
    }

    private static bool TryAddMemory(ref LimineRequests requests, scoped ref BootInfo info, out ReadOnlySpan<byte> problem)
    {
        LimineMemoryMap* map = requests.MemoryMap.Response.Pointer;
        for (ulong i = 0; i < map->Count; i++)
        {
            HhdmPointer<LimineMemoryMapEntry> entry = map->Entries.Pointer[i];
            if (entry.IsNull || entry.Pointer->Length == 0) continue;
            if (!info.Memory.TryAdd(entry.Pointer->Base, entry.Pointer->Length, KindOf(entry.Pointer->Kind)))
            {
                problem = "the loader's map of memory has more ranges than the kernel keeps"u8;
                return false;
            }
        }
        problem = default;
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
