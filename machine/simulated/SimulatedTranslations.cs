using System;

namespace Diesis.Machines.Simulated;

/// <summary>What a core once found in page tables: where the addresses of a page or a large page lead.</summary>
public readonly record struct SimulatedTranslation(
    PhysicalAddress Root, ulong Start, ulong Bytes, PhysicalAddress Target, MappingAttributes Attributes)
{
    public bool Covers(PhysicalAddress root, ulong address) => Root == root && address - Start < Bytes;

    public PhysicalAddress PlaceOf(ulong address) => Target + (address - Start);
}

/// <summary>
/// A core's translation look-aside buffer. It keeps what it found until it is told to forget it, whatever became of the page tables, also
/// what allows too little: as AArch64 may, and x86_64 may but for the last. A flush that the kernel owes and forgets is seen.
/// </summary>
public sealed class SimulatedTranslations
{
    private const int Kept = 64;

    private readonly SimulatedTranslation[] _kept = new SimulatedTranslation[Kept];
    private int _count, _oldest;

    /// <summary>All of them, for who looks whether they still hold.</summary>
    public ReadOnlySpan<SimulatedTranslation> All => _kept.AsSpan(0, _count);

    internal bool TryFind(PhysicalAddress root, ulong address, out SimulatedTranslation found)
    {
        foreach (SimulatedTranslation kept in All)
        {
            if (!kept.Covers(root, address)) continue;
            found = kept;
            return true;
        }
        found = default;
        return false;
    }

    /// <summary>Keeps one more; the oldest goes when there are too many.</summary>
    internal void Keep(in SimulatedTranslation found)
    {
        if (_count < Kept)
        {
            _kept[_count++] = found;
            return;
        }
        _kept[_oldest] = found;
        _oldest = (_oldest + 1) % Kept;
    }

    internal void ForgetAll() => _count = 0;

    internal void Forget(PhysicalAddress root)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_kept[i].Root == root) _kept[i] = _kept[--_count];
        }
    }

    internal void Forget(PhysicalAddress root, ulong address)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_kept[i].Covers(root, address)) _kept[i] = _kept[--_count];
        }
    }
}
