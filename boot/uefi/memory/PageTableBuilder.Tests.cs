using Diesis.Abi;
using Diesis.Machines;
using Diesis.Machines.AArch64;
using Diesis.Machines.X86_64;
using Diesis.Tests;

namespace Diesis.Boot.Uefi.Memory;

public class PageTableBuilderTests
{
    private const int EntriesPerTable = 512;
    private static readonly PhysicalAddress PoolStart = new(0x4000_0000);
    private static readonly MappingAttributes Data = new(Protection.ReadWrite, CachePolicy.WriteBack, Audience.Kernel);

    /// <summary>What the processor would do.</summary>
    private static (PhysicalAddress Target, int Level)? Walk<TFormat>(
        ulong[] pool, PhysicalAddress root, VirtualAddress at)
        where TFormat : struct, IPageTableFormat
    {
        PhysicalAddress table = root;
        for (int level = 3; level >= 0; level--)
        {
            int shift = 12 + 9 * level;
            ulong entry = pool[(int)((table - PoolStart) / 8) + (int)(at.Value >> shift & 511)];
            if (!TFormat.IsPresent(entry)) return null;
            if (TFormat.IsLeaf(entry, level))
                return (TFormat.Target(entry, level) + (at.Value & ((1UL << shift) - 1)), level);
            table = TFormat.Target(entry, level);
        }
        return null;
    }

    [Fact]
    public void LargePagesAreUsedWhereTheyFit()
    {
        ulong[] pool = new ulong[16 * EntriesPerTable];
        PageTableBuilder<X64PageTableFormat> tables = new(pool, PoolStart, largestLeaf: 2);
        Assert.True(tables.TryAddRoot(out PhysicalAddress root));
        VirtualAddress at = new(0xffff_8000_0000_0000);

        Assert.True(tables.TryMap(root, at + 0x1f_f000, new(0x1f_f000), 2 * Page.HugeSize, Data));

        Assert.Equal(0, Walk<X64PageTableFormat>(pool, root, at + 0x1f_f000)!.Value.Level);
        Assert.Equal(1, Walk<X64PageTableFormat>(pool, root, at + 0x20_0000)!.Value.Level);
        Assert.Equal(2, Walk<X64PageTableFormat>(pool, root, at + Page.HugeSize)!.Value.Level);
        Assert.Equal(
            new PhysicalAddress(0x4012_3456), Walk<X64PageTableFormat>(pool, root, at + 0x4012_3456)!.Value.Target);
        Assert.Null(Walk<X64PageTableFormat>(pool, root, at + 0x1f_efff));
        Assert.Null(Walk<X64PageTableFormat>(pool, root, at + 0x1f_f000 + 2 * Page.HugeSize));
    }

    [Fact]
    public void ProcessorsWithoutHugePagesGetLargeOnes()
    {
        ulong[] pool = new ulong[16 * EntriesPerTable];
        PageTableBuilder<X64PageTableFormat> tables = new(pool, PoolStart, largestLeaf: 1);
        Assert.True(tables.TryAddRoot(out PhysicalAddress root));
        VirtualAddress at = new(0xffff_8000_0000_0000);
        Assert.True(tables.TryMap(root, at, PhysicalAddress.Zero, Page.HugeSize, Data));
        Assert.Equal(1, Walk<X64PageTableFormat>(pool, root, at)!.Value.Level);
    }

    [Fact]
    public void NothingIsMappedTwice()
    {
        ulong[] pool = new ulong[16 * EntriesPerTable];
        PageTableBuilder<A64PageTableFormat> tables = new(pool, PoolStart, largestLeaf: 2);
        Assert.True(tables.TryAddRoot(out PhysicalAddress root));
        VirtualAddress at = new(0xffff_8000_0000_0000);
        Assert.True(tables.TryMap(root, at, new(0x20_0000), Page.LargeSize, Data));
        Assert.False(tables.TryMap(root, at + 0x1000, new(0x1000), Page.Size, Data));
        Assert.False(tables.TryMap(root, at, new(0x20_0000), Page.LargeSize, Data));
    }

    [Fact]
    public void RunningOutOfTablesIsSaid()
    {
        ulong[] pool = new ulong[3 * EntriesPerTable];
        PageTableBuilder<X64PageTableFormat> tables = new(pool, PoolStart, largestLeaf: 2);
        Assert.True(tables.TryAddRoot(out PhysicalAddress root));
        Assert.False(tables.TryMap(root, new(0xffff_8000_0000_1000), new(0x1000), Page.Size, Data));
    }

    /// <summary>Whatever is mapped takes no more tables than was said, and every byte leads where it should.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void RandomRangesAreMappedWithinTheirBudget(int seed, int largestLeaf)
    {
        Fuzzing random = new(seed);
        ulong[] pool = new ulong[64 * EntriesPerTable];
        for (int round = 0; round < 300; round++)
        {
            PageTableBuilder<X64PageTableFormat> tables = new(pool, PoolStart, largestLeaf);
            Assert.True(tables.TryAddRoot(out PhysicalAddress root));
            VirtualAddress directMap = new(0xffff_8000_0000_0000 + ((ulong)random.Next(1000) << Page.HugeShift));
            PhysicalAddress start = new((ulong)random.Next(1 << 22) << Page.Shift);
            ulong length = (ulong)random.Next(1 << 18) + 1 << Page.Shift;

            Assert.True(tables.TryMap(root, directMap + start.Value, start, length, Data));

            Assert.True(
                (ulong)tables.TablesUsed <= 1 + PageTableBuilder<X64PageTableFormat>.MostTablesFor(length, largestLeaf));
            foreach (ulong offset in (ulong[])[0, length - 1, length / 2, length / 3])
                Assert.Equal(
                    start + offset, Walk<X64PageTableFormat>(pool, root, directMap + start.Value + offset)!.Value.Target);
            Assert.Null(Walk<X64PageTableFormat>(pool, root, directMap + start.Value - 1));
            Assert.Null(Walk<X64PageTableFormat>(pool, root, directMap + start.Value + length));
        }
    }
}
