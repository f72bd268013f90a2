using System;
using Diesis.Abi;

namespace Diesis.Machines.Simulated;

/// <summary>The memory of the process that a simulated core runs, as its hardware would reach it: through the page tables in use.</summary>
/// <remarks>It has a walker of its own, so that what the kernel wrote is read by somebody else.</remarks>
public readonly unsafe struct SimulatedUserMemory
{
    private const int RootLevel = 3, IndexBits = 9, EntriesPerTable = 1 << IndexBits;

    private readonly SimulatedMemory _memory;
    private readonly SimulatedTranslations _translations;
    private readonly PhysicalAddress _root;

    private SimulatedUserMemory(SimulatedCore core)
    {
        _memory = core.Hardware.Memory;
        _translations = core.Translations;
        _root = core.SpaceRoot;
    }

    public static SimulatedUserMemory Of(SimulatedCore core) => new(core);

    /// <returns>0, or the first address that cannot be read.</returns>
    public ulong CopyFrom(void* to, ulong from, ulong bytes)
    {
        for (ulong done = 0; done < bytes;)
        {
            if (!TryReach(from + done, FaultAccessFlags.Read, out PhysicalAddress place)) return from + done;
            ulong part = PartOf(from + done, bytes - done);
            // Devices are not played: they say nothing, and take what they are given.
            if (place.Value >= _memory.Bytes) new Span<byte>((byte*)to + done, (int)part).Clear();
            else Buffer.MemoryCopy(_memory.At(place), (byte*)to + done, part, part);
            done += part;
        }
        return 0;
    }

    /// <returns>0, or the first address that cannot be written.</returns>
    public ulong CopyTo(ulong to, void* from, ulong bytes)
    {
        for (ulong done = 0; done < bytes;)
        {
            if (!TryReach(to + done, FaultAccessFlags.Write, out PhysicalAddress place)) return to + done;
            ulong part = PartOf(to + done, bytes - done);
            if (place.Value < _memory.Bytes) Buffer.MemoryCopy((byte*)from + done, _memory.At(place), part, part);
            done += part;
        }
        return 0;
    }

    /// <summary>Where an access of user mode leads.</summary>
    /// <returns>False when it faults.</returns>
    public bool TryReach(ulong address, FaultAccessFlags access, out PhysicalAddress place)
    {
        place = default;
        if (_root.IsZero) return false;
        if (!_translations.TryFind(_root, address, out SimulatedTranslation found))
        {
            if (!TryWalk(_memory, _root, address, out found)) return false;
            _translations.Keep(found);
        }
        place = found.PlaceOf(address);
        return Allows(found.Attributes, access);
    }

    /// <summary>What page tables say of an address.</summary>
    /// <returns>False when nothing is mapped there.</returns>
    public static bool TryWalk(SimulatedMemory memory, PhysicalAddress root, ulong address, out SimulatedTranslation found)
    {
        found = default;
        PhysicalAddress table = root;
        for (int level = RootLevel; ; level--)
        {
            int shift = Page.Shift + level * IndexBits;
            ulong entry = ((ulong*)memory.At(table))[address >> shift & EntriesPerTable - 1];
            if (!SimulatedPageTableFormat.IsPresent(entry)) return false;
            PhysicalAddress target = SimulatedPageTableFormat.Target(entry, level);
            if (!SimulatedPageTableFormat.IsLeaf(entry, level))
            {
                table = target;
                continue;
            }
            ulong bytes = 1UL << shift;
            found = new SimulatedTranslation(root, address & ~(bytes - 1), bytes, target, SimulatedPageTableFormat.Attributes(entry, level));
            return true;
        }
    }

    private static bool Allows(MappingAttributes attributes, FaultAccessFlags access)
        => attributes.Audience == Audience.User
            && ((access & FaultAccessFlags.Write) == 0 || attributes.Protection == Protection.ReadWrite)
            && ((access & FaultAccessFlags.Execute) == 0 || attributes.Protection == Protection.ReadExecute);

    private static ulong PartOf(ulong address, ulong bytes) => Math.Min(bytes, Page.Size - (address & Page.OffsetMask));
}
