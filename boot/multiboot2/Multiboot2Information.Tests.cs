using System.Buffers.Binary;
using System.Text;
using Diesis.Machines;
using Diesis.Tests;

namespace Diesis.Boot.Multiboot2;

public class Multiboot2InformationTests
{
    private const ulong Place = 0x10_0000, Image = 0x20_0000, ImageLength = 0x3_1000;

    /// <summary>Writes the loader's information, tag by tag.</summary>
    private sealed class Builder
    {
        private readonly List<byte> _bytes = [0, 0, 0, 0, 0, 0, 0, 0];

        public Builder Tag(uint kind, params byte[] content)
        {
            Put32(_bytes, kind, (uint)(8 + content.Length));
            _bytes.AddRange(content);
            while (_bytes.Count % 8 != 0) _bytes.Add(0xcc);
            return this;
        }

        public Builder Text(uint kind, string text) => Tag(kind, Encoding.ASCII.GetBytes(text + "\0"));

        public Builder Module(uint start, uint end, string text)
        {
            List<byte> content = [];
            Put32(content, start, end);
            return Tag(3, [.. content, .. Encoding.ASCII.GetBytes(text + "\0")]);
        }

        public Builder Memory(params (ulong Start, ulong Length, uint Kind)[] entries)
        {
            List<byte> content = [];
            Put32(content, 24, 0);
            foreach (var (start, length, kind) in entries)
                Put32(content, (uint)start, (uint)(start >> 32), (uint)length, (uint)(length >> 32), kind, 0);
            return Tag(6, [.. content]);
        }

        public Builder Screen(ulong address, uint pitch, uint width, uint height, byte bits, byte kind,
            params byte[] fields)
        {
            List<byte> content = [];
            Put32(content, (uint)address, (uint)(address >> 32), pitch, width, height);
            return Tag(8, [.. content, bits, kind, 0, 0, .. fields]);
        }

        public byte[] Build()
        {
            _ = Tag(0);
            byte[] information = [.. _bytes];
            BinaryPrimitives.WriteInt32LittleEndian(information, information.Length);
            return information;
        }

        private static void Put32(List<byte> bytes, params uint[] values)
        {
            foreach (uint value in values) bytes.AddRange(BitConverter.GetBytes(value));
        }
    }

    private static readonly byte[] Colours = [16, 8, 8, 8, 0, 8];

    private static Builder Typical() => new Builder()
        .Text(1, "level=debug").Text(2, "GRUB 2.06")
        .Module(0x30_0000, 0x30_0123, "/boot/init.bin a b")
        .Memory((0, 0x9_fc00, 1), (0x9_fc00, 0x400, 2), (0x10_0000, 0xff0_0000, 1), (0x1000_0000, 0x2_0000, 3),
            (0x1_0000_0000, 0x4000_0000, 1))
        .Screen(0xe000_0000, 4096, 1024, 768, 32, 1, Colours)
        .Tag(14, new byte[20]).Tag(15, new byte[36]);

    private static Builder Least() => new Builder().Memory((0, 0x10_0000, 1));

    private static bool TryFill(byte[] information, out BootInfo info, out string problem)
    {
        info = default;
        bool filled = Multiboot2Information.TryFill(information, new PhysicalAddress(Place), new PhysicalAddress(Image),
            ImageLength, ref info, out var sentence);
        problem = Encoding.UTF8.GetString(sentence);
        return filled;
    }

    [Fact]
    public void AllThatTheKernelNeedsIsTaken()
    {
        byte[] information = Typical().Build();
        Assert.True(TryFill(information, out var info, out _));
        Assert.Equal("level=debug", Encoding.UTF8.GetString(info.CommandLine.Span));
        Assert.Equal("level=debug", Encoding.UTF8.GetString(Multiboot2Information.CommandLineOf(information)));
        Assert.Equal("GRUB 2.06", Encoding.UTF8.GetString(info.Loader.Span));
        Assert.Equal(1, info.Modules.Count);
        Assert.Equal((0x30_0000UL, 0x123UL, "init.bin"), (info.Modules[0].Start.Value, info.Modules[0].Length,
            Encoding.UTF8.GetString(info.Modules[0].Name.Span)));
        Assert.Equal((0xe000_0000UL, 1024u, 768u, 4096u, (byte)32, (byte)16), (info.Framebuffer.Address.Value,
            info.Framebuffer.Width, info.Framebuffer.Height, info.Framebuffer.Pitch, info.Framebuffer.BitsPerPixel,
            info.Framebuffer.RedShift));
        Assert.Equal(Place + (ulong)information.Length - 8 - 40, info.AcpiRoot.Value);
    }

    [Fact]
    public void TheImageModulesAndTheInformationAreNotUsable()
    {
        Assert.True(TryFill(Typical().Build(), out var info, out _));
        Assert.Equal(
            [
                (0, 0x9_f000, MemoryKind.Usable), (0x9_f000, 0xa_0000, MemoryKind.Reserved),
                (0x10_0000, 0x10_1000, MemoryKind.KernelAndModules), (0x10_1000, 0x20_0000, MemoryKind.Usable),
                (0x20_0000, 0x23_1000, MemoryKind.KernelAndModules), (0x23_1000, 0x30_0000, MemoryKind.Usable),
                (0x30_0000, 0x30_1000, MemoryKind.KernelAndModules), (0x30_1000, 0x1000_0000, MemoryKind.Usable),
                (0x1000_0000, 0x1002_0000, MemoryKind.AcpiReclaimable),
                (0x1_0000_0000, 0x1_4000_0000, MemoryKind.Usable),
            ], MemoryMapBuilderTests.Read(info.Memory));
    }

    [Theory]
    [InlineData(14u, 15u, 1)]
    [InlineData(15u, 14u, 0)]
    public void TheNewerRootPointerIsPreferred(uint first, uint second, int taken)
    {
        byte[] information = new Builder().Memory((0x10_0000, 0x10_0000, 1))
            .Tag(first, new byte[36]).Tag(second, new byte[36]).Build();
        Assert.True(TryFill(information, out var info, out _));
        Assert.Equal(Place + (ulong)(information.Length - 8 - 48 * (2 - taken) + 8), info.AcpiRoot.Value);
    }

    [Fact]
    public void AScreenOfTextOrPaletteOrOfImpossibleSizeIsLeftOut()
    {
        byte[][] screens =
        [
            Typical().Screen(0xb_8000, 160, 80, 25, 16, 2).Build(),
            Least().Screen(0xb_8000, 160, 80, 25, 16, 2, Colours).Build(),
            Least().Screen(0, 4096, 1024, 768, 32, 1, Colours).Build(),
            Least().Screen(0xe000_0000, 4092, 1024, 768, 32, 1, Colours).Build(),
            Least().Screen(0xe000_0000, uint.MaxValue, uint.MaxValue, 768, 32, 1, Colours).Build(),
            Least().Screen(0xe000_0000, 4096, 1024, 768, 32, 1).Build(),
        ];
        for (int i = 0; i < screens.Length; i++)
        {
            Assert.True(TryFill(screens[i], out var info, out _));
            Assert.Equal(i == 0, info.Framebuffer.IsPresent);
        }
    }

    [Fact]
    public void WithoutAMapOfMemoryTheKernelDoesNotStart()
    {
        Assert.False(TryFill(new Builder().Text(1, "x").Build(), out _, out string problem));
        Assert.Equal("the loader gave no map of memory", problem);
        Assert.False(TryFill(new Builder().Tag(6, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3).Build(), out _, out _));
    }

    [Fact]
    public void TooManyRangesStopTheKernelWithASentence()
    {
        var entries = Enumerable.Range(0, 300).Select(i => ((ulong)i * 0x2000, 0x1000UL, 1u)).ToArray();
        Assert.False(TryFill(new Builder().Memory(entries).Build(), out _, out string problem));
        Assert.Equal("the loader's map of memory has more ranges than the kernel keeps", problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(40)]
    public void InformationThatIsCutOffIsRefused(int length)
    {
        Assert.False(TryFill(Typical().Build()[..length], out _, out string problem));
        Assert.Equal("the loader's Multiboot2 information is damaged", problem);
    }

    [Fact]
    public void DamagedInformationGivesASentenceOrAnOrderlyMap()
    {
        byte[] original = Typical().Build();
        Fuzzing.Run(20_000, fuzzing =>
        {
            bool filled = TryFill(fuzzing.Mutate(original), out var info, out string problem);
            Assert.Equal(filled, problem.Length == 0);
            if (!filled) return;

            BootInfoInvariants.AssertHold(info);
            Assert.Contains(MemoryMapBuilderTests.Read(info.Memory), range => range.Start <= Image
                && range.End >= Image + ImageLength && range.Kind == MemoryKind.KernelAndModules);
        });
    }
}
