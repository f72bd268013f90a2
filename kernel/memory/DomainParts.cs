using System;
using Diesis.Kernel.Firmware;
using Diesis.Machines;

namespace Diesis.Kernel.Memory;

/// <summary>Free memory in address order, cut where its NUMA domain changes. A chunk's domain is that of its first byte.</summary>
/// <param name="memory">Sorted by address.</param>
/// <param name="otherwise">The domain of memory that none claims.</param>
internal ref struct DomainParts(ReadOnlySpan<FrameRange> memory, ReadOnlySpan<MemoryDomain> domains, uint otherwise)
{
    private readonly ReadOnlySpan<FrameRange> _memory = memory;
    private readonly ReadOnlySpan<MemoryDomain> _domains = domains;
    private FrameRange _left;
    private int _next;

    public FrameRange Current { get; private set; }
    public uint Domain { get; private set; }

    public bool MoveNext()
    {
        if (_left.IsEmpty)
        {
            if (_next == _memory.Length) return false;
            _left = _memory[_next++];
        }
        Frame end = DomainAt(_left.Start);
        Current = FrameRange.Between(_left.Start, end < _left.End ? end : _left.End);
        _left = FrameRange.Between(Current.End, _left.End);
        return true;
    }

    /// <summary>Sets the domain to that of a frame's chunk, and returns where chunks of another domain may begin.</summary>
    private Frame DomainAt(Frame frame)
    {
        PhysicalAddress chunk = frame.Start.AlignDown(Page.LargeSize);
        Domain = otherwise;
        PhysicalAddress nextStart = new(~(Page.LargeSize - 1));
        foreach (ref readonly MemoryDomain domain in _domains)
        {
            if (domain.Start <= chunk && chunk < domain.End)
            {
                Domain = domain.Domain;
                return domain.End.AlignUp(Page.LargeSize).Frame;
            }
            PhysicalAddress start = domain.Start.AlignUp(Page.LargeSize);
            if (start > chunk && start < nextStart) nextStart = start;
        }
        return nextStart.Frame;
    }
}
