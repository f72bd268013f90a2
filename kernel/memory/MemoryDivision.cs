using System;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Divides the machine's free memory among its cores: the same input always gives the same shares.</summary>
/// <remarks>
/// What holds of the shares:
/// <list type="bullet">
/// <item>every frame of the input is in exactly one share;</item>
/// <item>all frames of one 2 MiB chunk belong to one core, also when they lie in several ranges;</item>
/// <item>a core's memory is of its own NUMA domain, if that has memory and every domain with memory has cores;</item>
/// <item>the cores of one domain have the same amount, up to two chunks.</item>
/// </list>
/// Memory of a domain without cores is divided among all cores; a core whose domain has no memory shares in the domain
/// that has most. Memory that no domain claims counts to the boot core's.
/// </remarks>
public ref struct MemoryDivision
{
    private readonly ReadOnlySpan<FrameRange> _memory;
    private readonly ReadOnlySpan<uint> _coreDomains;
    private readonly ReadOnlySpan<MemoryDomain> _domains;
    private readonly uint _largest;
    private readonly Span<MemoryShare> _shares;
    private int _count;

    /// <summary>How many shares there can be at most.</summary>
    public static int MostShares(int ranges, int cores, int domains) => ranges + 2 * domains + cores * (domains + 2);

    /// <param name="memory">Sorted by address.</param>
    /// <param name="coreDomains">The NUMA domain of each core, by its number.</param>
    /// <param name="domains">Which memory belongs to which domain; empty on a machine with one.</param>
    /// <param name="shares">Room for <see cref="MostShares"/>.</param>
    /// <returns>How many shares there are.</returns>
    public static int Divide(ReadOnlySpan<FrameRange> memory, ReadOnlySpan<uint> coreDomains,
        ReadOnlySpan<MemoryDomain> domains, Span<MemoryShare> shares)
    {
        var division = new MemoryDivision(memory, coreDomains, domains, shares);
        division.DivideDomain(coreDomains[0]);
        for (int i = 0; i < domains.Length; i++)
        {
            if (domains[i].Domain != coreDomains[0] && IsFirstOfItsDomain(domains, i)) division.DivideDomain(domains[i].Domain);
        }
        return division._count;
    }

    private MemoryDivision(ReadOnlySpan<FrameRange> memory, ReadOnlySpan<uint> coreDomains,
        ReadOnlySpan<MemoryDomain> domains, Span<MemoryShare> shares)
    {
        _memory = memory;
        _coreDomains = coreDomains;
        _domains = domains;
        _shares = shares;
        _largest = coreDomains[0];
        ulong most = FramesOf(_largest);
        foreach (ref readonly MemoryDomain domain in domains)
        {
            ulong frames = FramesOf(domain.Domain);
            if (frames <= most) continue;
            most = frames;
            _largest = domain.Domain;
        }
    }

    private static bool IsFirstOfItsDomain(ReadOnlySpan<MemoryDomain> domains, int index)
    {
        for (int i = 0; i < index; i++)
        {
            if (domains[i].Domain == domains[index].Domain) return false;
        }
        return true;
    }

    private readonly ulong FramesOf(uint domain)
    {
        ulong frames = 0;
        var parts = new DomainParts(_memory, _domains, _coreDomains[0]);
        while (parts.MoveNext())
        {
            if (parts.Domain == domain) frames += parts.Current.Count;
        }
        return frames;
    }

    /// <summary>
    /// Lays the domain's memory end to end and cuts it into as many equal lengths as there are sharers; a chunk goes to
    /// the one in whose length its first frame lies.
    /// </summary>
    private void DivideDomain(uint domain)
    {
        ulong total = FramesOf(domain);
        ulong sharers = (ulong)CountSharers(domain);
        bool amongAll = sharers == 0;
        if (amongAll) sharers = (ulong)_coreDomains.Length;

        ulong before = 0, chunk = ulong.MaxValue, sharer = 0;
        var parts = new DomainParts(_memory, _domains, _coreDomains[0]);
        while (parts.MoveNext())
        {
            if (parts.Domain != domain) continue;
            for (FrameRange left = parts.Current; !left.IsEmpty;)
            {
                if (ChunkOf(left.Start) != chunk) sharer = before * sharers / total;
                ulong limit = sharer + 1 == sharers ? total : ((sharer + 1) * total + sharers - 1) / sharers;
                Frame end = FirstChunkAfter(left.Start, limit > before ? limit - before : 0);
                FrameRange share = FrameRange.Between(left.Start, end < left.End ? end : left.End);
                Add(share, amongAll ? new CoreNumber((int)sharer) : Sharer(domain, (int)sharer));
                before += share.Count;
                chunk = ChunkOf(new Frame(share.End.Number - 1));
                left = FrameRange.Between(share.End, left.End);
            }
        }
    }

    /// <summary>The first start of a chunk, past the given frame, that is at least so many frames on.</summary>
    private static Frame FirstChunkAfter(Frame frame, ulong frames)
        => new(frame.Number + Math.Max(frames, 1) + Block.FramesPerChunk - 1 & ~(Block.FramesPerChunk - 1));

    private static ulong ChunkOf(Frame frame) => frame.Number / Block.FramesPerChunk;

    private void Add(FrameRange frames, CoreNumber owner)
    {
        if (_count > 0 && _shares[_count - 1].Owner == owner && _shares[_count - 1].Frames.End == frames.Start)
            _shares[_count - 1] = new MemoryShare(FrameRange.Between(_shares[_count - 1].Frames.Start, frames.End), owner);
        else
            _shares[_count++] = new MemoryShare(frames, owner);
    }

    private readonly bool SharesIn(uint coreDomain, uint domain)
        => coreDomain == domain || domain == _largest && FramesOf(coreDomain) == 0;

    private readonly int CountSharers(uint domain)
    {
        int count = 0;
        foreach (uint core in _coreDomains)
        {
            if (SharesIn(core, domain)) count++;
        }
        return count;
    }

    private readonly CoreNumber Sharer(uint domain, int index)
    {
        for (int core = 0; core < _coreDomains.Length; core++)
        {
            if (SharesIn(_coreDomains[core], domain) && index-- == 0) return new CoreNumber(core);
        }
        return CoreNumber.Boot;
    }
}
