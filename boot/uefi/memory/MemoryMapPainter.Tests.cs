using Diesis.Boot.Limine;
using Diesis.Machines;
using Diesis.Tests;

namespace Diesis.Boot.Uefi.Memory;

public class MemoryMapPainterTests
{
    private static (ulong, ulong, LimineMemoryKind)[] Paint(
        int room, params (ulong Start, ulong End, LimineMemoryKind Kind)[] paints)
    {
        MemoryMapPainter map = new(new LimineMemoryMapEntry[room]);
        foreach (var (start, end, kind) in paints) map.Paint(new(start), new(end), kind);
        Assert.False(map.HasOverflowed);
        return [.. map.Entries.ToArray().Select(entry => (entry.Base.Value, entry.Base.Value + entry.Length, entry.Kind))];
    }

    [Fact]
    public void NeighboursOfOneKindBecomeOne() => Assert.Equal(
        [(0x1000UL, 0x4000UL, LimineMemoryKind.Usable)],
        Paint(8, (0x3000, 0x4000, LimineMemoryKind.Usable), (0x1000, 0x2000, LimineMemoryKind.Usable),
            (0x2000, 0x3000, LimineMemoryKind.Usable)));

    [Fact]
    public void LaterPaintCoversAndParts() => Assert.Equal(
        [
            (0x1000UL, 0x2000UL, LimineMemoryKind.Usable),
            (0x2000UL, 0x4000UL, LimineMemoryKind.Framebuffer),
            (0x4000UL, 0x9000UL, LimineMemoryKind.Usable),
        ],
        Paint(8, (0x1000, 0x9000, LimineMemoryKind.Usable), (0x2000, 0x4000, LimineMemoryKind.Framebuffer)));

    [Fact]
    public void PaintIsInWholePages() => Assert.Equal(
        [(0x1000UL, 0x3000UL, LimineMemoryKind.Reserved)], Paint(8, (0x1fff, 0x2001, LimineMemoryKind.Reserved)));

    [Fact]
    public void NothingIsPaintedWhereNothingIs()
        => Assert.Empty(Paint(8, (0x1000, 0x1000, LimineMemoryKind.Usable), (0x3000, 0x2000, LimineMemoryKind.Usable)));

    [Fact]
    public void AFullMapSaysSo()
    {
        MemoryMapPainter map = new(new LimineMemoryMapEntry[3]);
        for (ulong i = 0; i < 8; i += 2) map.Paint(new(i << 12), new((i + 1) << 12), LimineMemoryKind.Usable);
        Assert.True(map.HasOverflowed);
    }

    [Fact]
    public void TheKindOfAPageCanBeAskedFor()
    {
        MemoryMapPainter map = new(new LimineMemoryMapEntry[8]);
        map.Paint(new(0x1000), new(0x3000), LimineMemoryKind.AcpiNvs);
        Assert.Equal(LimineMemoryKind.AcpiNvs, map.KindAt(new(0x2fff)));
        Assert.Null(map.KindAt(new(0x3000)));
    }

    /// <summary>Against the obvious: an array of pages.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyPaintsGiveWhatAnArrayOfPagesWouldHold(int seed)
    {
        const int Pages = 64;
        Fuzzing random = new(seed);
        for (int round = 0; round < 500; round++)
        {
            LimineMemoryKind?[] expected = new LimineMemoryKind?[Pages];
            MemoryMapPainter map = new(new LimineMemoryMapEntry[2 * Pages]);
            for (int paint = 0; paint < 30; paint++)
            {
                int start = random.Next(Pages), end = random.Next(Pages + 1);
                LimineMemoryKind kind = (LimineMemoryKind)random.Next(4);
                for (int page = start; page < end; page++) expected[page] = kind;
                map.Paint(new((ulong)start << Page.Shift), new((ulong)end << Page.Shift), kind);
            }
            for (int page = 0; page < Pages; page++)
                Assert.Equal(expected[page], map.KindAt(new((ulong)page << Page.Shift)));
            AssertIsCanonical(map.Entries);
        }
    }

    private static void AssertIsCanonical(ReadOnlySpan<LimineMemoryMapEntry> entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            PhysicalAddress end = entries[i - 1].Base + entries[i - 1].Length;
            Assert.True(end <= entries[i].Base);
            Assert.False(end == entries[i].Base && entries[i - 1].Kind == entries[i].Kind);
        }
    }
}
