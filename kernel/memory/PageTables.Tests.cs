using Diesis.Abi;
using Diesis.Machines;
using Diesis.Machines.AArch64;
using Diesis.Machines.Simulated;
using Diesis.Machines.X86_64;

namespace Diesis.Kernel.Memory;

public sealed class X64PageTablesTests : PageTablesTests<X64PageTableFormat>;
public sealed class A64PageTablesTests : PageTablesTests<A64PageTableFormat>;
public sealed class SimulatedPageTablesTests : PageTablesTests<SimulatedPageTableFormat>;

public abstract unsafe class PageTablesTests<TFormat> : IDisposable where TFormat : struct, IPageTableFormat
{
    private const ulong KiB4 = Page.Size, MiB2 = Page.LargeSize, GiB = Page.HugeSize;

    private static MappingAttributes ReadWrite => new(Protection.ReadWrite, CachePolicy.WriteBack, Audience.Kernel);

    private readonly SimulatedMemory _memory = new(4 << 20);
    private readonly PageTables<TFormat, Access> _tables;
    private Frames _frames;

    /// <summary>Tables lie in ordinary memory here; what they map need not exist.</summary>
    private readonly struct Access(SimulatedMemory memory) : ITableAccess
    {
        public ulong* Entries(PhysicalAddress table) => (ulong*)memory.At(table);
        public void Clear(PhysicalAddress table) => new Span<byte>(memory.At(table), (int)Page.Size).Clear();
    }

    /// <summary>Frames for tables, and a check that none comes back twice.</summary>
    private struct Frames(ulong limit) : ITableFrames
    {
        private readonly Stack<Frame> _free = new(Enumerable.Range(1, (int)limit).Select(number => new Frame((ulong)number)));

        public readonly int Count => _free.Count;

        public readonly bool TryTake(out Frame frame) => _free.TryPop(out frame);

        public readonly void GiveBack(Frame frame)
        {
            Assert.DoesNotContain(frame, _free);
            _free.Push(frame);
        }
    }

    protected PageTablesTests()
    {
        _frames = new Frames(1000);
        // Frames for tables come with anything in them.
        new Span<byte>(_memory.At(PhysicalAddress.Zero), (int)_memory.Bytes).Fill(0xA5);
        Assert.True(PageTables<TFormat, Access>.TryCreate(2, new Access(_memory), ref _frames, out _tables));
    }

    public void Dispose() => _memory.Dispose();

    private MapResult Map(ulong at, ulong to, ulong length, MappingAttributes? attributes = null)
        => _tables.Map(new VirtualAddress(at), new PhysicalAddress(to), length, attributes ?? ReadWrite, ref _frames);

    /// <summary>Takes leaves away, and tables where nothing is to be mapped but in the range; step by step.</summary>
    private TlbFlush Unmap(ulong at, ulong length) => Change(at, length, LeafChange.Remove(new VirtualAddress(at), new VirtualAddress(at + length)));

    private TlbFlush Change(ulong at, ulong length, LeafChange change)
    {
        TlbFlush flush = default;
        VirtualAddress end = new(at + length);
        for (VirtualAddress from = new(at); from < end;)
        {
            int steps = 1;
            VirtualAddress next = _tables.Change(from, end, in change, ref flush, ref steps);
            Assert.True(next > from && next <= end);
            from = next;
        }
        return flush;
    }

    private void Finish(ref TlbFlush flush)
    {
        while (!flush.CutOff.IsEmpty) _tables.GiveBackOne(ref flush.CutOff, ref _frames);
    }

    /// <summary>Puts one leaf.</summary>
    /// <returns>The level it got.</returns>
    private int Put(ulong at, ulong to, int level, Protection protection = Protection.ReadWrite)
    {
        ulong* entry = _tables.Reach(new VirtualAddress(at), ref level, ref _frames);
        _ = PageTables<TFormat, Access>.Put(entry, new PhysicalAddress(to), level, protection, CachePolicy.WriteBack);
        return level;
    }

    private (ulong Target, ulong Size)? Translate(ulong at)
        => _tables.TryTranslate(new VirtualAddress(at), out Translation found) ? (found.Target.Value, found.PageSize) : null;

    [Fact]
    public void AnAddressLeadsToItsByte()
    {
        Assert.Equal(MapResult.Ok, Map(0xFFFF_8000_0040_1000, 0x7000, KiB4));
        Assert.Equal((0x7123UL, KiB4), Translate(0xFFFF_8000_0040_1123));
        Assert.Null(Translate(0xFFFF_8000_0040_0FFF));
        Assert.Null(Translate(0xFFFF_8000_0040_2000));
    }

    [Fact]
    public void PagesAreAsLargeAsAlignmentAllows()
    {
        Assert.Equal(MapResult.Ok, Map(GiB - MiB2 - KiB4, 8 * GiB - MiB2 - KiB4, GiB + 2 * MiB2 + 2 * KiB4));
        Assert.Equal(KiB4, Translate(GiB - MiB2 - KiB4)!.Value.Size);
        Assert.Equal(MiB2, Translate(GiB - MiB2)!.Value.Size);
        Assert.Equal((8 * GiB + 5, GiB), Translate(GiB + 5));
        Assert.Equal(MiB2, Translate(2 * GiB)!.Value.Size);
        Assert.Equal(KiB4, Translate(2 * GiB + MiB2)!.Value.Size);
    }

    [Fact]
    public void AProcessorWithoutHugePagesGetsLargeOnes()
    {
        Assert.True(PageTables<TFormat, Access>.TryCreate(1, new Access(_memory), ref _frames, out var tables));
        Assert.Equal(MapResult.Ok, tables.Map(new VirtualAddress(GiB), new PhysicalAddress(GiB), GiB, ReadWrite, ref _frames));
        Assert.True(tables.TryTranslate(new VirtualAddress(GiB + MiB2), out Translation found));
        Assert.Equal(MiB2, found.PageSize);
    }

    [Fact]
    public void AttributesAreKept()
    {
        ulong at = 0x40_0000;
        foreach (Protection protection in Enum.GetValues<Protection>())
        foreach (CachePolicy cache in Enum.GetValues<CachePolicy>())
        foreach (Audience audience in Enum.GetValues<Audience>())
        foreach (ulong size in new[] { KiB4, MiB2 })
        {
            // Ordinary tables of one half are for one audience: the kernel's half is the upper one.
            ulong place = at + (audience == Audience.Kernel ? 0xFFFF_8000_0000_0000 : 0);
            Assert.Equal(MapResult.Ok, Map(place, 16 * GiB, size, new MappingAttributes(protection, cache, audience)));
            Assert.True(_tables.TryTranslate(new VirtualAddress(place), out Translation found));
            Assert.Equal((protection, cache, audience), (found.Attributes.Protection, found.Attributes.Cache, found.Attributes.Audience));
            at += 2 * MiB2;
        }
    }

    [Theory]
    [InlineData(0x1001UL, 0UL, 0x1000UL), InlineData(0x1000UL, 1UL, 0x1000UL), InlineData(0x1000UL, 0UL, 0x1001UL), InlineData(0x1000UL, 0UL, 0UL),
     InlineData(0x0000_8000_0000_0000UL, 0UL, 0x1000UL), InlineData(0xFFFF_7FFF_FFFF_F000UL, 0UL, 0x2000UL),
     InlineData(0x0000_7FFF_FFFF_F000UL, 0UL, 0x2000UL), InlineData(0xFFFF_FFFF_FFFF_F000UL, 0UL, 0x2000UL)]
    public void ARangeThatIsNoneIsRefused(ulong at, ulong to, ulong length) => Assert.Equal(MapResult.OutOfRange, Map(at, to, length));

    [Fact]
    public void TheLastPageOfEitherHalfCanBeMapped()
    {
        Assert.Equal(MapResult.Ok, Map(0xFFFF_FFFF_FFFF_F000, 0x5000, KiB4));
        Assert.Equal(MapResult.Ok, Map(0x0000_7FFF_FFFF_F000, 0x6000, KiB4));
        Assert.Equal((0x5FFFUL, KiB4), Translate(ulong.MaxValue));
    }

    [Fact]
    public void AnOverlapIsRefusedAndNothingIsChanged()
    {
        Assert.Equal(MapResult.Ok, Map(4 * MiB2, 4 * MiB2, MiB2));
        Assert.Equal(MapResult.Overlap, Map(4 * MiB2 - 3 * KiB4, 0, 4 * KiB4));
        Assert.Null(Translate(4 * MiB2 - 3 * KiB4));
        Assert.Equal(MapResult.Overlap, Map(0, 0, GiB));
        Assert.Null(Translate(0));
    }

    [Fact]
    public void WithoutFramesForTablesNothingIsMapped()
    {
        var few = new Frames(4);
        Assert.True(PageTables<TFormat, Access>.TryCreate(2, new Access(_memory), ref few, out var tables));
        MapResult result = tables.Map(new VirtualAddress(MiB2 - KiB4), new PhysicalAddress(0), 2 * KiB4, ReadWrite, ref few);
        Assert.Equal(MapResult.NoTables, result);
        Assert.False(tables.TryTranslate(new VirtualAddress(MiB2 - KiB4), out _));
    }

    [Fact]
    public void AMappingOverEmptyTablesGoesIntoThem()
    {
        Assert.Equal(MapResult.Ok, Map(0x1000, 0x1000, KiB4));
        Unmap(0x1000, KiB4);
        Assert.Equal(MapResult.Ok, Map(0, 0, GiB));
        Assert.Equal((GiB - 1, MiB2), Translate(GiB - 1));
    }

    [Fact]
    public void LeavesArePutWhereTheyAreWanted()
    {
        Assert.Equal(0, Put(MiB2 + KiB4, 0x5000, 0));
        Assert.Equal(1, Put(2 * MiB2, 8 * MiB2, 1));
        Assert.Equal((0x5000UL, KiB4), Translate(MiB2 + KiB4));
        Assert.Equal((8 * MiB2 + 7, MiB2), Translate(2 * MiB2 + 7));
        Assert.True(_tables.TryTranslate(new VirtualAddress(2 * MiB2), out Translation found));
        Assert.Equal((Protection.ReadWrite, Audience.User), (found.Attributes.Protection, found.Attributes.Audience));
    }

    [Fact]
    public void ALeafIsAsSmallAsTheTablesThatAreThere()
    {
        Put(MiB2 + KiB4, 0x5000, 0);
        Assert.Equal(0, Put(MiB2, 8 * MiB2, 1));
        Assert.Equal((8 * MiB2, KiB4), Translate(MiB2));
        Assert.Equal((0x5000UL, KiB4), Translate(MiB2 + KiB4));
    }

    [Fact]
    public void WithoutFramesForTablesNoLeafIsReached()
    {
        var few = new Frames(3);
        Assert.True(PageTables<TFormat, Access>.TryCreate(2, new Access(_memory), ref few, out var tables));
        int level = 0;
        Assert.True(tables.Reach(new VirtualAddress(MiB2), ref level, ref few) == null);
    }

    [Fact]
    public void TablesOfARegionWithoutMappingsGoBackAfterTheFlush()
    {
        Put(GiB + MiB2, 0, 0);
        int before = _frames.Count;
        for (ulong page = 0; page < 600; page++) Put(3 * GiB - 5 * KiB4 + page * KiB4, page * KiB4, 0);
        Assert.True(_frames.Count < before);
        int used = _frames.Count;
        TlbFlush flush = Change(3 * GiB - 5 * KiB4, 600 * KiB4, LeafChange.Remove(new VirtualAddress(2 * GiB), new VirtualAddress(512 * GiB)));
        Assert.Equal(used, _frames.Count);
        Assert.False(flush.IsEmpty);
        Assert.True(flush.Start.Value <= 3 * GiB - 5 * KiB4 && flush.Start.Value + flush.Pages * KiB4 >= 3 * GiB + 595 * KiB4);
        Finish(ref flush);
        Assert.Equal(before, _frames.Count);
        Assert.Null(Translate(3 * GiB));
        Assert.NotNull(Translate(GiB + MiB2));
    }

    [Fact]
    public void TheLastMappingTakesAllTablesWithIt()
    {
        int before = _frames.Count;
        for (ulong page = 0; page < 300; page++) Put(page * 17 * MiB2 % (600 * GiB), page * KiB4, 0);
        TlbFlush flush = Change(0, 0x7FFF_FFFF_F000, LeafChange.Remove(VirtualAddress.Zero, new VirtualAddress(0x8000_0000_0000)));
        Finish(ref flush);
        Assert.Equal(before, _frames.Count);
    }

    [Fact]
    public void OnlyWhatWasThereIsFlushed()
    {
        Put(0x5000, 0x1000, 0);
        Assert.True(Unmap(0x1000, 0x4000).IsEmpty);
        TlbFlush flush = Unmap(0x1000, 0x100_0000);
        Assert.Equal((0x5000UL, 1UL), (flush.Start.Value, flush.Pages));
    }

    [Fact]
    public void ALargePageGoesWithAnyPartOfIt()
    {
        Put(0, 0, 1);
        Put(MiB2, MiB2, 1);
        Unmap(MiB2 + KiB4, KiB4);
        Assert.NotNull(Translate(0));
        Assert.Null(Translate(MiB2));
        Change(KiB4, KiB4, LeafChange.Protect(Protection.Read));
        Assert.Null(Translate(0));
    }

    [Fact]
    public void ProtectingChangesNothingElse()
    {
        Assert.Equal(MapResult.Ok, Map(0x1000, 0x9000, 3 * KiB4, new MappingAttributes(Protection.ReadWrite, CachePolicy.Device, Audience.User)));
        TlbFlush flush = Change(0x2000, KiB4, LeafChange.Protect(Protection.ReadExecute));
        Assert.Equal(0x2000UL, flush.Start.Value);
        Assert.True(_tables.TryTranslate(new VirtualAddress(0x2000), out Translation changed));
        Assert.Equal((Protection.ReadExecute, CachePolicy.Device, Audience.User),
            (changed.Attributes.Protection, changed.Attributes.Cache, changed.Attributes.Audience));
        Assert.Equal(0xA000UL, changed.Target.Value);
        Assert.True(_tables.TryTranslate(new VirtualAddress(0x3000), out Translation other));
        Assert.Equal(Protection.ReadWrite, other.Attributes.Protection);
    }

    [Fact]
    public void RandomHistoriesAgreeWithATableOfPages()
    {
        for (ulong seed = 0; seed < 8; seed++) RunHistory(new SeededRandom(seed));
    }

    /// <summary>Maps, removes and protects in a window around the end of a GiB, and compares every page of it.</summary>
    private void RunHistory(SeededRandom random)
    {
        const ulong start = GiB - 3 * MiB2;
        const int pages = 6 * 512;
        var model = new (ulong Target, Protection Protection)?[pages];
        for (int step = 0; step < 60; step++)
        {
            int first = random.Below(pages), count = 1 + random.Below(random.OneIn(2) ? 10 : pages - first);
            if (random.OneIn(2)) (first, count) = (first / 512 * 512, 512);
            count = Math.Min(count, pages - first);
            ulong at = start + (ulong)first * KiB4, length = (ulong)count * KiB4, to = (ulong)random.Below(4) * GiB + at;
            var protection = (Protection)random.Below(3);
            var part = model.AsSpan(first, count);
            switch (random.Below(3))
            {
                case 0:
                    bool isFree = !part.ToArray().Any(page => page != null);
                    Assert.Equal(isFree ? MapResult.Ok : MapResult.Overlap, Map(at, to, length, new(protection, default, Audience.User)));
                    for (int i = 0; isFree && i < count; i++) part[i] = (to + (ulong)i * KiB4, protection);
                    break;
                case 1:
                    ForgetCutPages(model, start, at, length);
                    TlbFlush flush = Unmap(at, length);
                    Finish(ref flush);
                    part.Clear();
                    break;
                case 2:
                    ForgetCutPages(model, start, at, length);
                    Change(at, length, LeafChange.Protect(protection));
                    for (int i = 0; i < count; i++) part[i] = part[i] is { } page ? (page.Target, Allowed(page.Protection, protection)) : null;
                    break;
            }
            for (int page = 0; page < pages; page++)
            {
                if (model[page] != Look(start + (ulong)page * KiB4)) Assert.Fail($"page {page} after step {step}");
            }
        }
        TlbFlush last = Unmap(start, pages * KiB4);
        Finish(ref last);
    }

    private static Protection Allowed(Protection old, Protection wanted)
        => wanted == Protection.ReadWrite && old != Protection.ReadWrite ? Protection.Read : wanted;

    /// <summary>A large page of which a range is only a part will be gone.</summary>
    private void ForgetCutPages(Span<(ulong, Protection)?> model, ulong start, ulong at, ulong length)
    {
        foreach (ulong edge in new[] { at, at + length - KiB4 })
        {
            if (Translate(edge) is not (_, var size)) continue;
            ulong leaf = edge & ~(size - 1);
            if (leaf >= at && leaf + size <= at + length) continue;
            for (ulong page = leaf; page < leaf + size; page += KiB4) model[(int)((page - start) / KiB4)] = null;
        }
    }

    private (ulong, Protection)? Look(ulong at)
        => _tables.TryTranslate(new VirtualAddress(at), out Translation found) ? (found.Target.Value, found.Attributes.Protection) : null;
}
