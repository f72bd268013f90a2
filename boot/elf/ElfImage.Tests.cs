using System.Buffers.Binary;
using System.Text;
using Diesis.Abi;
using Diesis.Machines;
using Diesis.Tests;

namespace Diesis.Boot.Elf;

public class ElfImageTests
{
    private static VirtualAddress Lowest => new(Limine.LimineProtocol.LowestExecutableAddress);

    private const ulong Relative = 8;

    private static string Refusal(SampleElf elf, ElfProcessor processor = ElfProcessor.X86_64)
        => Refusal(elf.Bytes, processor);

    private static string Refusal(byte[] file, ElfProcessor processor = ElfProcessor.X86_64)
    {
        Assert.False(ElfImage.TryParse(file, processor, Lowest, out _, out Problem problem));
        return Encoding.ASCII.GetString(problem.Reason);
    }

    private static ElfImage Parse(SampleElf elf, ElfProcessor processor = ElfProcessor.X86_64)
    {
        bool isGood = ElfImage.TryParse(elf.Bytes, processor, Lowest, out ElfImage image, out Problem problem);
        Assert.Equal("", Encoding.ASCII.GetString(problem.Reason));
        Assert.True(isGood);
        return image;
    }

    [Fact]
    public void AGoodImageTellsItsShape()
    {
        ElfImage image = Parse(new());

        Assert.Equal(SampleElf.ImageSize, image.Size);
        Assert.Equal(0x10, image.EntryOffset);
        Assert.Equal(SampleElf.Base, image.LinkedBase.Value);
        Assert.True(image.IsRelocatable);
        List<(int, int, Protection)> segments = [];
        foreach (ElfSegment segment in image.Segments)
            segments.Add((segment.FirstPage, segment.EndOfPages, segment.Protection));
        Assert.Equal(
            [(0, 0x1000, Protection.ReadExecute), (0x1000, 0x2000, Protection.Read), (0x2000, 0x3000, Protection.ReadWrite)],
            segments);
    }

    [Fact]
    public void LoadingCopiesClearsAndRelocates()
    {
        SampleElf elf = new SampleElf().AddRelocation(SampleElf.Base + 0x2008, Relative, SampleElf.Base + 0x123);
        elf.Bytes[SampleElf.Code] = 0x90;
        elf.Bytes[SampleElf.FileEnd - 1] = 7;
        byte[] memory = new byte[SampleElf.ImageSize];
        memory.AsSpan().Fill(0xcc);

        Parse(elf).Load(memory, new(0xffff_ffff_a000_0000));

        Assert.Equal(0x90, memory[0]);
        Assert.Equal(7, memory[0x27ff]);
        Assert.All(memory[0x2800..], value => Assert.Equal(0, value));
        Assert.All(memory[0x800..0x1000], value => Assert.Equal(0, value));
        Assert.Equal(0xffff_ffff_a000_0123, BinaryPrimitives.ReadUInt64LittleEndian(memory.AsSpan(0x2008)));
    }

    [Fact]
    public void EachProcessorHasItsRelocation()
    {
        _ = Parse(new SampleElf(ElfProcessor.AArch64).AddRelocation(SampleElf.Base + 0x2008, 1027, 0), ElfProcessor.AArch64);
        Assert.Contains(
            "relocations other than relative", Refusal(new SampleElf().AddRelocation(SampleElf.Base, 1027, 0)));
        Assert.Contains("another processor", Refusal(new SampleElf(), ElfProcessor.AArch64));
    }

    [Theory]
    [InlineData(0, 0UL)]
    [InlineData(4, 1UL)]
    [InlineData(5, 2UL)]
    [InlineData(6, 2UL)]
    [InlineData(16, 1UL)]
    [InlineData(24, SampleElf.Base + 0x1010)]
    [InlineData(24, SampleElf.Base + 0x800)]
    [InlineData(32, 0x37f0UL)]
    [InlineData(32, ulong.MaxValue)]
    [InlineData(54, 55UL)]
    [InlineData(56, 0UL)]
    [InlineData(56, 65UL)]
    public void HeadersThatCannotBeAreRefused(int field, ulong value)
    {
        SampleElf elf = new();
        if (field is 24 or 32) _ = elf.Put64(field, value);
        else if (field is 4 or 5 or 6) elf.Bytes[field] = (byte)value;
        else _ = elf.Put16(field, (ushort)value);
        Assert.NotEqual("", Refusal(elf));
    }

    [Theory]
    [InlineData(2, 8, 0x3001UL, "cut off")]
    [InlineData(2, 8, ulong.MaxValue - 7, "cut off")]
    [InlineData(2, 32, 0x801UL, "cut off")]
    [InlineData(2, 40, 0x7ffUL, "larger in the file")]
    [InlineData(2, 40, 0x1000_0001UL, "256 MiB")]
    [InlineData(2, 16, 0xffff_ffff_ffff_f000UL, "end of the address space")]
    [InlineData(2, 16, 0xffff_ffff_9000_1000UL, "256 MiB")]
    [InlineData(1, 16, 0xffff_ffff_8000_0800UL, "share a page")]
    [InlineData(0, 0, 0x7_0000_0001UL, "writable and executable")]
    [InlineData(3, 0, 0x4_0000_0003UL, "loaded by another program")]
    [InlineData(3, 0, 0x4_0000_0007UL, "thread-local")]
    [InlineData(3, 8, 0x37f0UL, "dynamic section")]
    public void SegmentsThatCannotBeAreRefused(int header, int field, ulong value, string why)
        => Assert.Contains(why, Refusal(new SampleElf().PutHeader(header, field, value)));

    [Theory]
    [InlineData(ElfDynamicTag.Needed, 1UL, "shared library")]
    [InlineData(ElfDynamicTag.Rel, 1UL, "other than RELA")]
    [InlineData(ElfDynamicTag.Relr, 1UL, "other than RELA")]
    [InlineData(ElfDynamicTag.ProcedureLinkageSize, 24UL, "procedure linkage")]
    [InlineData(ElfDynamicTag.RelaEntrySize, 23UL, "unknown size")]
    [InlineData(ElfDynamicTag.RelaSize, 23UL, "unknown size")]
    [InlineData(ElfDynamicTag.RelaSize, 24000UL, "outside its segments")]
    public void DynamicSectionsThatAskForMoreAreRefused(ElfDynamicTag tag, ulong value, string why)
        => Assert.Contains(why, Refusal(new SampleElf().PutDynamic(2, tag, value)));

    [Theory]
    [InlineData(SampleElf.Base - 8)]
    [InlineData(SampleElf.Base + SampleElf.ImageSize - 7)]
    [InlineData(0UL)]
    [InlineData(SampleElf.Base + 0x10)]
    [InlineData(SampleElf.Base + 0x1ffc)]
    public void RelocationsOutsideTheImageAndInCodeAreRefused(ulong place)
        => Assert.Contains("outside its segments", Refusal(new SampleElf().AddRelocation(place, Relative, 0)));

    [Fact]
    public void RelocationsStandInOrderAndOnWholeWords()
    {
        const ulong place = SampleElf.Base + 0x2008;
        Assert.Contains("out of order", Refusal(new SampleElf().AddRelocation(place, Relative, 0).AddRelocation(place, Relative, 0)));
        Assert.Contains("out of order", Refusal(new SampleElf().AddRelocation(place + 8, Relative, 0).AddRelocation(place, Relative, 0)));
        Assert.Contains("off their alignment", Refusal(new SampleElf().AddRelocation(place + 4, Relative, 0)));
        _ = Parse(new SampleElf().AddRelocation(place, Relative, 0).AddRelocation(place + 8, Relative, 0));
    }

    [Fact]
    public void RelocationsBySymbolAreRefused()
        => Assert.Contains("other than relative", Refusal(new SampleElf().AddRelocation(SampleElf.Base, 1UL << 32 | Relative, 0)));

    [Fact]
    public void AnImageAtAFixedPlaceHasNoRelocationsAndIsInTheKernelsRange()
    {
        SampleElf elf = new SampleElf().Put16(16, (ushort)ElfFileType.Executable);
        Assert.False(Parse(elf).IsRelocatable);
        Assert.Contains("not position-independent", Refusal(elf.AddRelocation(SampleElf.Base, Relative, 0)));

        SampleElf low = new SampleElf().Put16(16, (ushort)ElfFileType.Executable).Put64(24, 0x10);
        for (int i = 0; i < 3; i++) _ = low.PutHeader(i, 16, (ulong)(i * 0x1000));
        Assert.Contains("where programs of its kind may not be", Refusal(low));
    }

    [Fact]
    public void EveryCutOffFileIsRefused()
    {
        SampleElf elf = new SampleElf().AddRelocation(SampleElf.Base + 0x2008, Relative, 0);
        byte[] whole = elf.Bytes;
        _ = Parse(elf);
        for (int length = 0; length < whole.Length; length += 13) Assert.NotEqual("", Refusal(whole[..length]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DamagedFilesAreLoadedWithinTheirBoundsOrRefused(int seed)
    {
        Fuzzing fuzzing = new(seed);
        SampleElf elf = new();
        for (ulong i = 0; i < 4; i++)
            _ = elf.AddRelocation(SampleElf.Base + 0x2100 + 8 * i, Relative, SampleElf.Base + i);
        byte[] interesting = [.. elf.Bytes[..0x120], .. elf.Bytes[0x2100..0x2280]];
        byte[] file = elf.Bytes;
        byte[] memory = new byte[16 * 1024 * 1024];
        int loaded = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] damaged = fuzzing.Mutate(interesting);
            damaged.AsSpan(0, Math.Min(damaged.Length, 0x120)).CopyTo(file);
            if (damaged.Length > 0x120) damaged.AsSpan(0x120).CopyTo(file.AsSpan(0x2100));
            ReadOnlySpan<byte> content = fuzzing.Next(8) == 0 ? file.AsSpan(0, fuzzing.Next(file.Length)) : file;
            bool isGood = ElfImage.TryParse(content, ElfProcessor.X86_64, Lowest, out ElfImage image, out Problem problem);
            Assert.Equal(isGood, problem.IsNone);
            if (!isGood || image.Size > memory.Length) continue;
            image.Load(memory.AsSpan(0, image.Size), new(SampleElf.Base));
            Assert.InRange(image.EntryOffset, 0, image.Size - 1);
            loaded++;
        }
        Assert.NotEqual(0, loaded);
    }
}
