using Diesis.Kernel.Firmware;
using Diesis.Machines;
using Diesis.Machines.Simulated;

namespace Diesis.Kernel.Memory;

public class MemoryDivisionTests
{
    private const ulong MiB = 1 << 20, GiB = 1 << 30;

    private static MemoryShare[] Divide(FrameRange[] memory, uint[] cores, params MemoryDomain[] domains)
    {
        var shares = new MemoryShare[MemoryDivision.MostShares(memory.Length, cores.Length, domains.Length)];
        return shares[..MemoryDivision.Divide(memory, cores, domains, shares)];
    }

    private static FrameRange Range(ulong start, ulong end) => FrameRange.Within(new PhysicalAddress(start), new PhysicalAddress(end));

    private static MemoryDomain Domain(uint number, ulong start, ulong end)
        => new() { Domain = number, Start = new PhysicalAddress(start), Length = end - start };

    private static ulong FramesOf(IEnumerable<MemoryShare> shares, int core)
        => shares.Where(share => share.Owner.Value == core).Aggregate(0UL, (sum, share) => sum + share.Frames.Count);

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(64), InlineData(256)]
    public void CoresOfOneDomainGetAlikeMuch(int cores)
    {
        FrameRange[] memory = [Range(0x1000, 0x9f000), Range(MiB, 3 * GiB - 0x5000), Range(4 * GiB, 9 * GiB)];
        MemoryShare[] shares = Divide(memory, new uint[cores]);
        CheckCover(memory, shares);
        ulong fair = memory.Aggregate(0UL, (sum, range) => sum + range.Count) / (ulong)cores;
        for (int core = 0; core < cores; core++)
            Assert.InRange((long)FramesOf(shares, core), (long)fair - 1024, (long)fair + 1024);
    }

    [Fact]
    public void FewerChunksThanCoresStillBelongToSomebody()
    {
        FrameRange[] memory = [Range(MiB, 16 * MiB)];
        CheckCover(memory, Divide(memory, new uint[256]));
    }

    [Fact]
    public void MemoryGoesToTheCoresOfItsDomain()
    {
        FrameRange[] memory = [Range(MiB, 2 * GiB), Range(4 * GiB, 10 * GiB)];
        MemoryShare[] shares = Divide(memory, [7, 3, 7, 3], Domain(7, 0, 6 * GiB), Domain(3, 6 * GiB, 10 * GiB));
        CheckCover(memory, shares);
        Assert.All(shares, share => Assert.Equal(share.Frames.End.Start.Value <= 6 * GiB ? 0 : 1, share.Owner.Value % 2));
        Assert.Equal(2 * GiB / Page.Size, FramesOf(shares, 1));
        Assert.Equal(2 * GiB / Page.Size, FramesOf(shares, 3));
    }

    [Fact]
    public void ADomainWithoutCoresIsSharedByAll()
    {
        FrameRange[] memory = [Range(0x20_0000, 2 * GiB), Range(2 * GiB, 6 * GiB)];
        MemoryShare[] shares = Divide(memory, [0, 0], Domain(0, 0, 2 * GiB), Domain(1, 2 * GiB, 6 * GiB));
        CheckCover(memory, shares);
        Assert.InRange((long)FramesOf(shares, 0) - (long)FramesOf(shares, 1), -512, 512);
    }

    [Fact]
    public void ACoreWhoseDomainHasNoMemoryIsNotLeftOut()
    {
        FrameRange[] memory = [Range(0x20_0000, GiB), Range(GiB, 4 * GiB)];
        MemoryShare[] shares = Divide(memory, [0, 1, 2], Domain(0, 0, GiB), Domain(1, GiB, 4 * GiB));
        CheckCover(memory, shares);
        Assert.Equal(FramesOf(shares, 1), FramesOf(shares, 2));
    }

    [Fact]
    public void RandomMachinesAreDividedWithoutRemainder()
    {
        for (ulong seed = 0; seed < 500; seed++)
        {
            var random = new SeededRandom(seed);
            FrameRange[] memory = RandomMemory(ref random);
            MemoryDomain[] domains = RandomDomains(ref random);
            var cores = new uint[1 + random.Below(20)];
            for (int i = 0; i < cores.Length; i++) cores[i] = (uint)random.Below(4);
            CheckCover(memory, Divide(memory, cores, domains));
        }
    }

    private static FrameRange[] RandomMemory(ref SeededRandom random)
    {
        var memory = new FrameRange[1 + random.Below(12)];
        ulong at = 1;
        for (int i = 0; i < memory.Length; i++)
        {
            ulong count = 1 + (ulong)random.Below(random.OneIn(2) ? 300 : 30_000);
            memory[i] = new FrameRange(new Frame(at), count);
            at += count + 1 + (ulong)random.Below(2000);
        }
        return memory;
    }

    /// <summary>Domains that begin and end where they like, not even at chunks.</summary>
    private static MemoryDomain[] RandomDomains(ref SeededRandom random)
    {
        var domains = new MemoryDomain[random.Below(6)];
        ulong at = 0;
        for (int i = 0; i < domains.Length; i++)
        {
            at += (ulong)random.Below(20_000) * Page.Size;
            ulong end = at + (ulong)random.Below(60_000) * Page.Size;
            domains[i] = Domain((uint)random.Below(4), at, end);
            at = end;
        }
        return domains;
    }

    /// <summary>Every frame is in exactly one share, and those of one chunk have one owner.</summary>
    private static void CheckCover(FrameRange[] memory, MemoryShare[] shares)
    {
        Assert.Equal(Join(memory), Join(shares.Select(share => share.Frames).OrderBy(frames => frames.Start.Number)));

        var owners = new Dictionary<ulong, CoreNumber>();
        foreach (MemoryShare share in shares)
        {
            ulong first = share.Frames.Start.Number / 512, last = (share.Frames.End.Number - 1) / 512;
            Assert.True(owners.TryAdd(first, share.Owner) || owners[first] == share.Owner);
            Assert.True(owners.TryAdd(last, share.Owner) || owners[last] == share.Owner);
        }
    }

    private static List<FrameRange> Join(IEnumerable<FrameRange> memory)
    {
        var joined = new List<FrameRange>();
        foreach (FrameRange frames in memory)
        {
            if (joined.Count > 0 && joined[^1].End == frames.Start) joined[^1] = FrameRange.Between(joined[^1].Start, frames.End);
            else joined.Add(frames);
        }
        return joined;
    }
}
