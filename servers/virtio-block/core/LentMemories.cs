using System;
using Diesis.Abi;

namespace Diesis.VirtioBlock;

/// <summary>Memory that one user has lent to a disk, and how many requests use which of it.</summary>
/// <typeparam name="TMemory">What is kept of a memory.</typeparam>
public sealed class LentMemories<TMemory>
{
    /// <summary>Of one user.</summary>
    public const int Most = 16;

    private struct Place
    {
        public bool IsTaken, IsGoing;
        public int Uses;
        public ulong Bytes;
        public TMemory Memory;
    }

    private readonly Place[] _places = new Place[Most];

    public bool TryAdd(TMemory memory, ulong bytes, out uint number)
    {
        int free = Array.FindIndex(_places, place => !place.IsTaken);
        number = (uint)free;
        if (free < 0) return false;
        _places[free] = new() { IsTaken = true, Memory = memory, Bytes = bytes };
        return true;
    }

    /// <summary>Begins to use a part of a memory, until <see cref="EndUse"/>.</summary>
    /// <returns><see cref="Status.BadArgument"/>: there is none of this number, or the offset is not a multiple of 4. <see cref="Status.OutOfRange"/>.</returns>
    public Status BeginUse(uint number, ulong offset, ulong bytes, out TMemory memory)
    {
        memory = default!;
        if (!IsThere(number) || offset % sizeof(uint) != 0) return Status.BadArgument;
        ref Place place = ref _places[number];
        if (offset > place.Bytes || bytes > place.Bytes - offset) return Status.OutOfRange;
        place.Uses++;
        memory = place.Memory;
        return Status.Ok;
    }

    /// <returns>True: that was the last use of memory whose user is gone. It is forgotten here now.</returns>
    public bool EndUse(uint number, out TMemory memory)
    {
        ref Place place = ref _places[number];
        memory = place.Memory;
        if (--place.Uses != 0 || !place.IsGoing) return false;
        place = default;
        return true;
    }

    /// <returns><see cref="Status.BadArgument"/>: there is none of this number. <see cref="Status.BadState"/>: it is in use.</returns>
    public Status Remove(uint number, out TMemory memory)
    {
        memory = default!;
        if (!IsThere(number)) return Status.BadArgument;
        if (_places[number].Uses != 0) return Status.BadState;
        memory = _places[number].Memory;
        _places[number] = default;
        return Status.Ok;
    }

    /// <summary>The user is gone: takes one of what is not in use any more; the rest goes with its last use.</summary>
    public bool TryTakeUnused(out TMemory memory)
    {
        memory = default!;
        foreach (ref Place place in _places.AsSpan())
        {
            if (!place.IsTaken) continue;
            place.IsGoing = true;
            if (place.Uses != 0) continue;
            memory = place.Memory;
            place = default;
            return true;
        }
        return false;
    }

    private bool IsThere(uint number) => number < Most && _places[number].IsTaken && !_places[number].IsGoing;
}
