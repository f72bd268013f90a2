using System.Numerics;

namespace System;

/// <summary>A natural number in a buffer of its user, least significant word first.</summary>
/// <remarks>
/// <para>Invariant: the last of the words in use is not 0; none is in use for 0.</para>
/// <para>Results have to fit: the user knows how long they can become.</para>
/// </remarks>
internal ref struct BigNatural(Span<uint> words)
{
    public const int WordBits = 32;

    // The greatest power of five in a word.
    private const int FivesInWord = 13;
    private const uint PowerOfFiveInWord = 1_220_703_125;

    private readonly Span<uint> _words = words;
    private int _count;

    public readonly bool IsZero => _count == 0;

    public readonly int BitLength
        => _count == 0 ? 0 : _count * WordBits - BitOperations.LeadingZeroCount(_words[_count - 1]);

    public void Set(ulong value)
    {
        _words[0] = unchecked((uint)value);
        _words[1] = (uint)(value >> WordBits);
        _count = 2;
        DropLeadingZeros();
    }

    public void Set(scoped in BigNatural value)
    {
        value._words.Slice(0, value._count).CopyTo(_words);
        _count = value._count;
    }

    public void Multiply(uint factor, uint addend = 0)
    {
        ulong carry = addend;
        for (int i = 0; i < _count; i++)
        {
            carry += (ulong)_words[i] * factor;
            _words[i] = unchecked((uint)carry);
            carry >>= WordBits;
        }
        if (carry != 0) _words[_count++] = (uint)carry;
    }

    public void MultiplyByPowerOfFive(int power)
    {
        for (; power >= FivesInWord; power -= FivesInWord) Multiply(PowerOfFiveInWord);
        uint rest = 1;
        for (; power > 0; power--) rest *= 5;
        Multiply(rest);
    }

    public void ShiftLeft(int bits)
    {
        if (_count == 0) return;
        int wordShift = bits / WordBits, bitShift = bits % WordBits;
        ulong above = 0;
        for (int i = _count - 1; i >= 0; i--)
        {
            ulong shifted = (ulong)_words[i] << bitShift;
            _words[i + wordShift + 1] = (uint)(above | shifted >> WordBits);
            above = unchecked((uint)shifted);
        }
        _words[wordShift] = (uint)above;
        _words.Slice(0, wordShift).Clear();
        _count += wordShift + 1;
        DropLeadingZeros();
    }

    public void Add(scoped in BigNatural other)
    {
        ulong carry = 0;
        int most = Math.Max(_count, other._count);
        for (int i = 0; i < most; i++)
        {
            carry += (ulong)WordAt(i) + other.WordAt(i);
            _words[i] = unchecked((uint)carry);
            carry >>= WordBits;
        }
        _count = most;
        if (carry != 0) _words[_count++] = (uint)carry;
    }

    /// <param name="other">Not greater.</param>
    public void Subtract(scoped in BigNatural other)
    {
        long borrow = 0;
        for (int i = 0; i < _count; i++)
        {
            borrow += (long)_words[i] - other.WordAt(i);
            _words[i] = unchecked((uint)borrow);
            borrow >>= WordBits;
        }
        DropLeadingZeros();
    }

    /// <returns>64 bits from the first that is set, so many bits up; what is behind them is summed up.</returns>
    public readonly ulong LeadingBits(out int shift, out bool hasMore)
    {
        shift = BitLength - 2 * WordBits;
        ulong bits = 0;
        for (int i = 1; i <= 2; i++) bits = bits << WordBits | WordFrom(shift + (2 - i) * WordBits);
        hasMore = false;
        for (int at = 0; at < shift; at += WordBits)
            hasMore |= WordFrom(at) << Math.Max(WordBits - (shift - at), 0) != 0;
        return bits;
    }

    public static int Compare(scoped in BigNatural left, scoped in BigNatural right)
    {
        if (left._count != right._count) return left._count - right._count;
        for (int i = left._count - 1; i >= 0; i--)
            if (left._words[i] != right._words[i]) return left._words[i] < right._words[i] ? -1 : 1;
        return 0;
    }

    /// <summary>Leaves the remainder of a division whose quotient fits into a word.</summary>
    /// <param name="divisor">With the top bit of its last word set.</param>
    /// <remarks>Knuth, The Art of Computer Programming 2, 4.3.1, steps D3 to D6 of algorithm D.</remarks>
    public uint Divide(scoped in BigNatural divisor)
    {
        int length = divisor._count;
        if (_count < length) return 0;
        // Of such a divisor the estimate is never too small, and too great by 2 at most.
        ulong top = (ulong)WordAt(length) << WordBits | _words[length - 1];
        ulong quotient = Math.Min(top / divisor._words[length - 1], uint.MaxValue);
        long over = SubtractProduct(divisor, (uint)quotient);
        for (; over < 0; over += AddBack(divisor)) quotient--;
        _count = length;
        DropLeadingZeros();
        return (uint)quotient;
    }

    /// <returns>What is left above the divisor's words; negative when too much was subtracted.</returns>
    private long SubtractProduct(scoped in BigNatural divisor, uint factor)
    {
        long top = WordAt(divisor._count);
        ulong carry = 0;
        for (int i = 0; i < divisor._count; i++)
        {
            carry += (ulong)divisor._words[i] * factor;
            uint part = unchecked((uint)carry);
            carry >>= WordBits;
            if (part > _words[i]) carry++;
            _words[i] = unchecked(_words[i] - part);
        }
        return top - (long)carry;
    }

    private uint AddBack(scoped in BigNatural divisor)
    {
        ulong carry = 0;
        for (int i = 0; i < divisor._count; i++)
        {
            carry += (ulong)_words[i] + divisor._words[i];
            _words[i] = unchecked((uint)carry);
            carry >>= WordBits;
        }
        return (uint)carry;
    }

    private readonly uint WordAt(int index) => index >= 0 && index < _count ? _words[index] : 0;

    /// <summary>32 bits from any place, which may be below the last one.</summary>
    private readonly uint WordFrom(int bit)
    {
        int index = bit >> 5;
        ulong pair = (ulong)WordAt(index + 1) << WordBits | WordAt(index);
        return unchecked((uint)(pair >> (bit & WordBits - 1)));
    }

    private void DropLeadingZeros()
    {
        while (_count > 0 && _words[_count - 1] == 0) _count--;
    }
}
