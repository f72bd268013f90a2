using Diesis.Tests;

namespace Diesis.Boot.Elf;

public class ElfNotesTests
{
    private const int NotesAt = SampleElf.ReadOnly + 0x400, HeaderIndex = 4;

    private static SampleElf With(params byte[] notes)
    {
        SampleElf elf = new SampleElf().AddHeader(ElfSegmentKind.Note, ElfSegmentFlags.Read, NotesAt, (ulong)notes.Length, (ulong)notes.Length);
        notes.CopyTo(elf.Bytes, NotesAt);
        return elf;
    }

    private static readonly byte[] Two =
    [
        4, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, (byte)'G', (byte)'N', (byte)'U', 0, 1, 2, 3, 0,
        7, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0, 0, (byte)'D', (byte)'i', (byte)'e', (byte)'s', (byte)'i', (byte)'s', 0, 0, 9, 8, 7, 6, 5, 0, 0, 0,
    ];

    private static byte[]? Find(SampleElf elf, string name, uint type)
    {
        if (!ElfImage.TryParse(elf.Bytes, ElfProcessor.X86_64, new(SampleElf.Base), out ElfImage image, out _)) return null;
        return image.TryFindNote(System.Text.Encoding.ASCII.GetBytes(name), type, out ReadOnlySpan<byte> content) ? content.ToArray() : null;
    }

    [Fact]
    public void NotesAreFoundByNameAndType()
    {
        SampleElf elf = With(Two);
        Assert.Equal([1, 2, 3], Find(elf, "GNU\0", 1));
        Assert.Equal([9, 8, 7, 6, 5], Find(elf, "Diesis\0", 1));
        Assert.Null(Find(elf, "Diesis\0", 2));
        Assert.Null(Find(elf, "Diesis", 1));
        Assert.Null(Find(new SampleElf(), "Diesis\0", 1));
    }

    [Fact]
    public void NotesOutsideTheFileAreNone()
    {
        Assert.Null(Find(With(Two).PutHeader(HeaderIndex, 8, SampleElf.FileEnd - 10), "GNU\0", 1));
        Assert.Null(Find(With(Two).PutHeader(HeaderIndex, 32, ulong.MaxValue), "GNU\0", 1));
    }

    [Fact]
    public void DamagedNotesAreReadWithinTheirBounds() => Fuzzing.Run(20_000, fuzzing =>
    {
        byte[]? found = Find(With(fuzzing.Mutate(Two)), "Diesis\0", 1);
        if (found != null) Assert.InRange(found.Length, 0, Two.Length);
    });
}
