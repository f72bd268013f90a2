using Diesis.Machines;
using Diesis.Tests;

namespace Diesis.Boot;

public class MemoryMapBuilderTests
{
    private static (ulong Start, ulong End, MemoryKind Kind)[] Build(
        params (ulong Start, ulong Length, MemoryKind Kind)[] ranges)
    {
        MemoryMapBuilder builder = default;
        foreach (var (start, length, kind) in ranges)
            Assert.True(builder.TryAdd(new PhysicalAddress(start), length, kind));
        MemoryMap map = default;
        Assert.True(builder.TryBuild(ref map));
        return Read(map);
    }

    internal static (ulong Start, ulong End, MemoryKind Kind)[] Read(MemoryMap map)
        => [.. Enumerable.Range(0, map.Count).Select(i => (map[i].Start.Value, map[i].End.Value, map[i].Kind))];

    [Fact]
    public void RangesAreSortedAndNeighboursOfOneKindJoined()
        => Assert.Equal([(0x1000, 0x4000, MemoryKind.Usable), (0x8000, 0x9000, MemoryKind.Reserved)],
            Build((0x8000, 0x1000, MemoryKind.Reserved), (0x3000, 0x1000, MemoryKind.Usable),
                (0x1000, 0x2000, MemoryKind.Usable)));

    [Fact]
    public void WhereRangesOverlapTheStricterHolds()
        => Assert.Equal([(0x1000, 0x3000, MemoryKind.Usable), (0x3000, 0x5000, MemoryKind.KernelAndModules),
                (0x5000, 0x6000, MemoryKind.Usable), (0x6000, 0x9000, MemoryKind.Reserved),
                (0x9000, 0xa000, MemoryKind.AcpiReclaimable)],
            Build((0x1000, 0x6000, MemoryKind.Usable), (0x3000, 0x2000, MemoryKind.KernelAndModules),
                (0x6000, 0x3000, MemoryKind.Reserved), (0x8000, 0x2000, MemoryKind.AcpiReclaimable)));

    [Fact]
    public void APageThatIsOnlyInPartUsableIsNot()
        => Assert.Equal([(0, 0x9_f000, MemoryKind.Usable), (0x9_f000, 0xa_0000, MemoryKind.Reserved),
                (0x10_1000, 0x10_2000, MemoryKind.Usable)],
            Build((0, 0x9_fc00, MemoryKind.Usable), (0x9_fc00, 0x400, MemoryKind.Reserved),
                (0x10_0001, 0x2ffe, MemoryKind.Usable), (0x200, 0, MemoryKind.Bad)));

    [Fact]
    public void WhatLiesBeyondAllAddressesIsCutOff()
        => Assert.Equal([(0xf_ffff_ffff_f000, 0x10_0000_0000_0000, MemoryKind.Usable)],
            Build((0xf_ffff_ffff_f000, ulong.MaxValue, MemoryKind.Usable),
                (0x10_0000_0000_0000, 0x1000, MemoryKind.Bad), (ulong.MaxValue, ulong.MaxValue, MemoryKind.Reserved)));

    [Fact]
    public void TooManyRangesAreRefused()
    {
        MemoryMapBuilder builder = default;
        for (ulong i = 0; i < MemoryMap.MostRanges + 1; i++)
            Assert.True(builder.TryAdd(new PhysicalAddress(i * 0x2000), 0x1000, MemoryKind.Usable));
        MemoryMap map = default;
        Assert.False(builder.TryBuild(ref map));

        int added = 0;
        builder = default;
        while (builder.TryAdd(PhysicalAddress.Zero, 0x1000, MemoryKind.Usable)) Assert.True(++added < 10_000);
    }

    /// <summary>Page by page, the map says the strictest of what was said of the page.</summary>
    [Fact]
    public void AnyRangesGiveWhatPaintingPagesGives() => Fuzzing.Run(2_000, fuzzing =>
    {
        const int pages = 64;
        MemoryKind[] kinds = [MemoryKind.Usable, MemoryKind.LoaderReclaimable, MemoryKind.AcpiReclaimable,
            MemoryKind.AcpiNonVolatile, MemoryKind.Framebuffer, MemoryKind.Reserved, MemoryKind.Bad,
            MemoryKind.KernelAndModules];
        int[] expected = new int[pages];
        MemoryMapBuilder builder = default;
        for (int i = fuzzing.Next(20); i > 0; i--)
        {
            int start = fuzzing.Next(pages), length = fuzzing.Next(pages - start + 1);
            int kind = fuzzing.Next(kinds.Length);
            for (int page = start; page < start + length; page++) expected[page] = Math.Max(expected[page], kind + 1);
            Assert.True(builder.TryAdd(new Frame((ulong)start).Start, (ulong)length << Page.Shift, kinds[kind]));
        }
        MemoryMap map = default;
        Assert.True(builder.TryBuild(ref map));

        int[] actual = new int[pages];
        ulong end = 0;
        for (int i = 0; i < map.Count; i++)
        {
            Assert.True(map[i].Length != 0 && map[i].Start.Value >= end);
            Assert.True(i == 0 || map[i].Start.Value > end || map[i].Kind != map[i - 1].Kind);
            end = map[i].End.Value;
            for (ulong page = map[i].Start.Frame.Number; page < map[i].End.Frame.Number; page++)
                actual[page] = Array.IndexOf(kinds, map[i].Kind) + 1;
        }
        Assert.Equal(expected, actual);
    });
}
