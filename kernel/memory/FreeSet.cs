using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Diesis.Kernel.Memory;

/// <summary>Which of 512 units of memory are free. Every operation on one unit takes the same few steps.</summary>
/// <remarks>
/// Invariants:
/// <list type="bullet">
/// <item>bit i of <c>_occupied</c> is set exactly when word i of the bitmap is not 0;</item>
/// <item><see cref="Count"/> is the number of bits set in the bitmap.</item>
/// </list>
/// All zeros is the empty set, so zeroed memory holds valid ones.
/// </remarks>
public struct FreeSet
{
    public const int Capacity = 512;

    private const int WordShift = 6;
    private const int WordBits = 1 << WordShift;
    private const int WordCount = Capacity / WordBits;

    [InlineArray(WordCount)]
    private struct Words { private ulong _first; }

    private Words _words;
    private uint _occupied;
    private int _count;

    public readonly int Count => _count;
    public readonly bool IsEmpty => _count == 0;
    public readonly bool IsFull => _count == Capacity;

    public readonly bool Contains(int unit) => (_words[unit >> WordShift] >> (unit & WordBits - 1) & 1) != 0;

    /// <summary>Makes all 512 units free.</summary>
    public void Fill()
    {
        for (int i = 0; i < WordCount; i++) _words[i] = ulong.MaxValue;
        _occupied = (1u << WordCount) - 1;
        _count = Capacity;
    }

    /// <summary>Takes the lowest unit. The set must not be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeFirst()
    {
        int word = BitOperations.TrailingZeroCount(_occupied);
        ref ulong bits = ref Word(word);
        int bit = BitOperations.TrailingZeroCount(bits);
        ulong left = bits & unchecked(bits - 1);
        bits = left;
        if (left == 0) _occupied &= unchecked(_occupied - 1);
        _count--;
        return (word << WordShift) + bit;
    }

    /// <summary>Adds a unit that is not in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int unit)
    {
        int word = unit >> WordShift;
        Word(word) |= 1UL << (unit & WordBits - 1);
        _occupied |= 1u << word;
        _count++;
    }

    /// <summary>Removes a unit that is in the set.</summary>
    public void Remove(int unit) => RemoveRun(unit, 1);

    /// <summary>Adds units that follow each other, none of which is in the set.</summary>
    public void AddRun(int first, int count)
    {
        for (int left = count; left > 0;)
        {
            int word = first >> WordShift;
            int taken = Math.Min(left, WordBits - (first & WordBits - 1));
            _words[word] |= Mask(first, taken);
            _occupied |= 1u << word;
            first += taken;
            left -= taken;
        }
        _count += count;
    }

    /// <summary>Removes units that follow each other, all of which are in the set.</summary>
    public void RemoveRun(int first, int count)
    {
        for (int left = count; left > 0;)
        {
            int word = first >> WordShift;
            int taken = Math.Min(left, WordBits - (first & WordBits - 1));
            _words[word] &= ~Mask(first, taken);
            if (_words[word] == 0) _occupied &= ~(1u << word);
            first += taken;
            left -= taken;
        }
        _count -= count;
    }

    /// <summary>Takes the lowest run of units that follow each other, the first a multiple of the alignment.</summary>
    /// <param name="alignment">A power of two, at most 512.</param>
    public bool TryTakeRun(int count, int alignment, out int first)
    {
        first = 0;
        if (count > _count) return false;
        while (first + count <= Capacity)
        {
            int gap = NextMissing(first);
            if (gap - first >= count)
            {
                RemoveRun(first, count);
                return true;
            }
            first = NextPresent(gap) + alignment - 1 & -alignment;
        }
        return false;
    }

    /// <summary>The lowest unit in the set that is not below <paramref name="from"/>, or 512.</summary>
    public readonly int NextPresent(int from) => Next(from, flip: 0);

    /// <summary>The lowest unit not in the set and not below <paramref name="from"/>, or 512.</summary>
    public readonly int NextMissing(int from) => Next(from, flip: ulong.MaxValue);

    [Bounded("one turn a word, of which there are eight")]
    private readonly int Next(int from, ulong flip)
    {
        if (from >= Capacity) return Capacity;
        int word = from >> WordShift;
        ulong bits = (_words[word] ^ flip) & ulong.MaxValue << (from & WordBits - 1);
        while (bits == 0)
        {
            if (++word == WordCount) return Capacity;
            bits = _words[word] ^ flip;
        }
        return (word << WordShift) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>The bits, inside one word, of units from <paramref name="first"/> on.</summary>
    private static ulong Mask(int first, int count)
        => ulong.MaxValue >> WordBits - count << (first & WordBits - 1);

    [UnscopedRef]
    // SAFETY: word is unit >> 6 of a unit below 512, or the place of one of the 8 bits that _occupied can have.
    private ref ulong Word(int word) => ref Unsafe.Add(ref Unsafe.As<Words, ulong>(ref _words), word);
}
