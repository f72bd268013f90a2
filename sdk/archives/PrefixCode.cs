using System;
using System.Runtime.CompilerServices;

namespace Diesis.Archives;

/// <summary>A prefix code of DEFLATE, made from nothing but the lengths of its words. RFC 1951, 3.2.2.</summary>
/// <remarks>
/// Words of up to <see cref="FastBits"/> bits are found in a table by the bits that come next, whatever follows them. Longer ones are rare: they
/// are told bit by bit, by their rank among the words of each length.
/// </remarks>
internal struct PrefixCode
{
    public const int MostSymbols = 288;
    public const int LongestWord = 15;
    private const int FastBits = 10;

    [InlineArray(1 << FastBits)]
    private struct FastTable { private ushort _first; }

    [InlineArray(MostSymbols)]
    private struct SymbolList { private ushort _first; }

    [InlineArray(LongestWord + 1)]
    private struct LengthCounts { private ushort _first; }

    /// <summary>Symbol and length of the word, 12 and 4 bits; 0 where none so short begins so.</summary>
    private FastTable _fast;

    /// <summary>The symbols in the order of their words.</summary>
    private SymbolList _symbols;

    /// <summary>How many words have each length.</summary>
    private LengthCounts _counts;

    /// <summary>Makes the code in which each symbol has a word of the given length; 0 for none.</summary>
    /// <returns>False when there are more words than can be told apart, or sequences of bits that begin no word, except in a code of one word or none.</returns>
    public bool TryMake(ReadOnlySpan<byte> lengths)
    {
        _counts = default;
        foreach (byte length in lengths) _counts[length]++;
        int words = lengths.Length - _counts[0];
        _counts[0] = 0;

        int left = 1;
        for (int length = 1; length <= LongestWord; length++)
        {
            left = (left << 1) - _counts[length];
            if (left < 0) return false;
        }
        if (left > 0 && words > 1) return false;
        if (words == 1 && _counts[1] != 1) return false;
        Sort(lengths);
        return true;
    }

    /// <summary>Gives each symbol its word: words of the same length follow the order of the symbols.</summary>
    private void Sort(ReadOnlySpan<byte> lengths)
    {
        LengthCounts nextPlace = default, nextWord = default;
        for (int length = 1; length < LongestWord; length++)
        {
            nextPlace[length + 1] = (ushort)(nextPlace[length] + _counts[length]);
            nextWord[length + 1] = (ushort)(nextWord[length] + _counts[length] << 1);
        }
        ((Span<ushort>)_fast).Clear();
        for (int symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length == 0) continue;
            _symbols[nextPlace[length]++] = (ushort)symbol;
            uint word = nextWord[length]++;
            if (length <= FastBits) AddFast(symbol, word, length);
        }
    }

    private void AddFast(int symbol, uint word, int length)
    {
        uint reversed = 0;
        for (int bit = 0; bit < length; bit++) reversed |= (word >> bit & 1) << length - 1 - bit;
        for (uint at = reversed; at < 1u << FastBits; at += 1u << length) _fast[(int)at] = (ushort)(symbol << 4 | length);
    }

    /// <summary>Takes a word.</summary>
    /// <returns>Its symbol, or -1 when none begins with these bits.</returns>
    public readonly int Take(ref BitReader bits)
    {
        int found = _fast[(int)bits.Peek(FastBits)];
        if (found != 0)
        {
            bits.Skip(found & 0xF);
            return found >> 4;
        }
        return TakeLong(ref bits);
    }

    private readonly int TakeLong(ref BitReader bits)
    {
        int word = 0, first = 0, place = 0;
        for (int length = 1; length <= LongestWord; length++)
        {
            word = word << 1 | (int)bits.Take(1);
            first <<= 1;
            if (word - first < _counts[length]) return _symbols[place + word - first];
            place += _counts[length];
            first += _counts[length];
        }
        return -1;
    }
}
