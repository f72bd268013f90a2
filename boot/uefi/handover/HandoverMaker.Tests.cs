using System.Runtime.InteropServices;
using System.Text;
using Diesis.Abi;
using Diesis.Boot.Limine;
using Diesis.Boot.Uefi.Configuration;
using Diesis.Boot.Elf;
using Diesis.Boot.Uefi.Memory;
using Diesis.Boot.Uefi.Program;
using Diesis.Boot.Uefi.X86_64;
using Diesis.Kernel.Firmware;
using Diesis.Machines;
using Diesis.Tests;

namespace Diesis.Boot.Uefi.Handover;

/// <summary>A whole handover in memory that stands for a machine's.</summary>
public class HandoverMakerTests
{
    private const ulong ImageStart = 0x200_0000, ArenaStart = 0x300_0000, TableStart = 0x400_0000, Gate = 0x500_0000;
    private const ulong ModuleStart = 0x600_0000, ScreenStart = 0xc000_0000;
    private static readonly VirtualAddress DirectMap =
        new(0xffff_9000_0000_0000), ImageBase = new(0xffff_ffff_8765_4000);

    private static readonly byte[] Configuration = Encoding.ASCII.GetBytes("""
        kernel = /k
        cmdline = some words
        module = /folder/m name=m cmdline=x y
        """);

    /// <summary>What one handover works on.</summary>
    private sealed class Memory
    {
        public byte[] Elf { get; } = new SampleElf().Bytes;
        public byte[] Image { get; } = new byte[SampleElf.ImageSize];
        public byte[] Arena { get; } = new byte[256 * 1024];
        public ulong[] Tables { get; } = new ulong[128 * 512];
        public FileContent[] Modules { get; } = [new(new(ModuleStart), 0x1234)];

        /// <summary>What the kernel would see at that address of the direct map.</summary>
        public ReadOnlySpan<byte> At(VirtualAddress address) => Arena.AsSpan((int)(address - DirectMap - ArenaStart));

        public T Read<T>(HhdmPointer<T> pointer) where T : unmanaged => MemoryMarshal.Read<T>(At(pointer.Address));

        public T[] ReadList<T>(HhdmPointer<HhdmPointer<T>> list, ulong count) where T : unmanaged
            => [.. MemoryMarshal.Cast<byte, HhdmPointer<T>>(At(list.Address))[..(int)count].ToArray().Select(Read)];

        public string Text(HhdmPointer<byte> text)
        {
            ReadOnlySpan<byte> bytes = At(text.Address);
            return Encoding.ASCII.GetString(bytes[..bytes.IndexOf((byte)0)]);
        }

        public LimineRequests Requests
            => MemoryMarshal.Read<LimineRequests>(Image.AsSpan(SampleElf.InImage(SampleElf.Data + 0x40)));
    }

    private static bool TryMake(
        Memory memory, byte[] map, out KernelEntry entry, out string problem, ulong revision = 6, string? acpi = null)
    {
        Assert.True(LoaderConfiguration.TryParse(Configuration, out LoaderConfiguration configuration, out _, out _));
        Assert.True(ElfImage.TryParse(memory.Elf, ElfProcessor.X86_64, new(LimineProtocol.LowestExecutableAddress), out ElfImage image, out _));
        image.Load(memory.Image, ImageBase);
        Assert.True(LimineRequestIndex.TryRead(memory.Image, out LimineRequestIndex requests, out _));
        SampleMemory firmware = acpi is null ? new([]) : SampleMemory.Load(acpi);
        HandoverPlan plan = new()
        {
            Configuration = configuration,
            Kernel = new()
            {
                Image = image, Start = new(ImageStart), Base = ImageBase, DirectMap = DirectMap, Memory = memory.Image,
            },
            Requests = requests,
            Modules = memory.Modules,
            AcpiRoot = acpi is null ? default : new(firmware.Extents[0].Start),
            UnixSeconds = 1_700_000_000,
            ArenaMemory = memory.Arena,
            ArenaStart = new(ArenaStart),
            TableMemory = memory.Tables,
            TableStart = new(TableStart),
            Gate = new(Gate),
            Revision = revision,
        };
        Problem failed = HandoverMaker<X64HandoverFormat>.Make(
            plan, new(map, SampleEfiMap.DescriptorSize), firmware, 2, false, out entry);
        problem = Encoding.ASCII.GetString(failed.Reason);
        return failed.IsNone;
    }

    private static Memory Make(out KernelEntry entry, ulong revision = 6, string? acpi = null)
    {
        Memory memory = new();
        bool isMade = TryMake(memory, SampleEfiMap.Small, out entry, out string problem, revision, acpi);
        Assert.Equal("", problem);
        Assert.True(isMade);
        return memory;
    }

    [Fact]
    public void TheKernelIsToldWhatItAsked()
    {
        Memory memory = Make(out KernelEntry entry);
        LimineRequests requests = memory.Requests;

        Assert.Equal("some words", memory.Text(memory.Read(requests.CommandLine.Response).Text));
        Assert.Equal("Diesis", memory.Text(memory.Read(requests.BootloaderInfo.Response).Name));
        Assert.Equal(DirectMap, memory.Read(requests.Hhdm.Response).Start);
        Assert.Equal(new PhysicalAddress(ImageStart), memory.Read(requests.ExecutableAddress.Response).PhysicalBase);
        Assert.Equal(ImageBase, memory.Read(requests.ExecutableAddress.Response).VirtualBase);
        Assert.Equal(1_700_000_000, memory.Read(requests.DateAtBoot.Response).UnixSeconds);
        Assert.Equal(LimineFirmwareType.Efi64, memory.Read(requests.FirmwareType.Response).Type);
        Assert.False(requests.Framebuffer.IsAnswered);
        Assert.False(requests.Rsdp.IsAnswered);
        Assert.False(requests.ExecutableFile.IsAnswered);
        Assert.Equal(ImageBase + 0x10, entry.Start);
        Assert.True(entry.StackTop.IsAlignedTo(16));
    }

    [Fact]
    public void ModulesAreHandedOverWithTheirWords()
    {
        Memory memory = Make(out _);
        LimineModules modules = memory.Read(memory.Requests.Modules.Response);
        LimineFile file = Assert.Single(memory.ReadList(modules.Files, modules.Count));
        Assert.Equal((DirectMap + ModuleStart, 0x1234UL), (file.Content.Address, file.Size));
        Assert.Equal(("/folder/m", "m x y"), (memory.Text(file.Path), memory.Text(file.Text)));
    }

    [Fact]
    public void TheMemoryMapTellsKernelAndModulesFromFreeMemory()
    {
        Memory memory = Make(out _);
        LimineMemoryMap map = memory.Read(memory.Requests.MemoryMap.Response);
        LimineMemoryMapEntry[] entries = memory.ReadList(map.Entries, map.Count);

        Assert.Contains(
            entries, entry => entry is { Kind: LimineMemoryKind.ExecutableAndModules, Base.Value: ImageStart, Length: SampleElf.ImageSize });
        Assert.Contains(
            entries, entry => entry is { Kind: LimineMemoryKind.ExecutableAndModules, Base.Value: ModuleStart, Length: 0x2000 });
        for (int i = 1; i < entries.Length; i++)
            Assert.True(entries[i - 1].Base + entries[i - 1].Length <= entries[i].Base);
    }

    [Theory]
    [InlineData(3UL, 0x0UL)]
    [InlineData(4UL, 0xffff_9000_0000_0000UL)]
    public void TheAcpiRootIsPhysicalInRevision3Alone(ulong revision, ulong offset)
    {
        ulong root = SampleMemory.Load("pc.acpi").Extents[0].Start;
        Memory memory = Make(out _, revision, "pc.acpi");
        Assert.Equal(root + offset, memory.Read(memory.Requests.Rsdp.Response).Address);
    }

    [Fact]
    public void AcpiTablesInReservedMemoryAreShown()
    {
        Memory memory = Make(out _, 6, "pc.acpi");
        LimineMemoryMap map = memory.Read(memory.Requests.MemoryMap.Response);
        LimineMemoryMapEntry[] entries = memory.ReadList(map.Entries, map.Count);
        foreach (var (start, _) in SampleMemory.Load("pc.acpi").Extents)
            Assert.Contains(entries, entry => entry.Base.Value <= start && start - entry.Base.Value < entry.Length
                && entry.Kind is not LimineMemoryKind.Reserved);
    }

    [Fact]
    public void NoPageIsWritableAndExecutableAndTheGateIsWhereItIs()
    {
        Memory memory = Make(out KernelEntry entry);
        List<(ulong At, PhysicalAddress To, MappingAttributes How)> leaves = [];
        Collect(memory, entry.UpperTables, 3, 0, leaves);

        Assert.Contains(leaves, leaf => leaf is { At: Gate, To.Value: Gate, How.Protection: Protection.ReadExecute });
        Assert.Equal(2, leaves.Count(leaf => leaf.How.Protection == Protection.ReadExecute));
        Assert.Contains(leaves, leaf => leaf.At == ImageBase.Value && leaf.How.Protection == Protection.ReadExecute);
        Assert.Contains(leaves, leaf => leaf.At == ImageBase.Value + 0x1000 && leaf.How.Protection == Protection.Read);
        Assert.Contains(
            leaves, leaf => leaf.At == ImageBase.Value + 0x2000 && leaf.How.Protection == Protection.ReadWrite);
        Assert.DoesNotContain(leaves, leaf => leaf.To.Value == 0x720_0000);
    }

    private static void Collect(Memory memory, PhysicalAddress table, int level, ulong at, List<(ulong, PhysicalAddress, MappingAttributes)> leaves)
    {
        for (int i = 0; i < 512; i++)
        {
            ulong entry = memory.Tables[(int)(table.Value - TableStart) / 8 + i];
            ulong place = at | (ulong)i << (12 + 9 * level);
            if (level == 3 && i >= 256) place |= 0xffff_0000_0000_0000;
            if (!X64HandoverFormat.IsPresent(entry)) continue;
            PhysicalAddress target = X64HandoverFormat.Target(entry, level);
            if (X64HandoverFormat.IsLeaf(entry, level)) leaves.Add((place, target, X64HandoverFormat.Attributes(entry, level)));
            else Collect(memory, target, level - 1, place, leaves);
        }
    }

    [Fact]
    public void TooLittleRoomIsSaid()
    {
        Memory memory = new();
        byte[] map = SampleEfiMap.Of([.. Enumerable.Range(0, 400)
            .Select(i => (Firmware.EfiMemoryType.Conventional, (ulong)i << 32, 1UL))]);
        Assert.False(TryMake(memory, map, out _, out string problem));
        Assert.Contains("page tables", problem);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DamagedMapsOfTheFirmwareAreServedOrRefused(int seed)
    {
        Fuzzing fuzzing = new(seed);
        Memory memory = new();
        int made = 0;
        for (int i = 0; i < 1_000; i++)
            if (TryMake(memory, fuzzing.Mutate(SampleEfiMap.Small), out _, out _)) made++;
        Assert.NotEqual(0, made);
    }
}
