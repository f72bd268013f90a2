using System;

namespace Diesis.Archives;

/// <summary>Expands what was compressed with DEFLATE. RFC 1951.</summary>
public static class Inflate
{
    private const int EndOfBlock = 256, FirstLength = 257, LastLength = 285, LastDistance = 29;
    private const int MostLengthWords = 286, MostDistanceWords = 30, LengthOfLengthWords = 19;

    /// <summary>3.2.5: the shortest length of each symbol from 257 on, and how many bits more follow.</summary>
    private static ReadOnlySpan<ushort> LengthStarts =>
        [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static ReadOnlySpan<byte> LengthBits =>
        [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];

    /// <summary>3.2.5: the same of distances.</summary>
    private static ReadOnlySpan<ushort> DistanceStarts =>
        [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static ReadOnlySpan<byte> DistanceBits =>
        [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    /// <summary>3.2.7: the order in which the lengths of the words for lengths are given.</summary>
    private static ReadOnlySpan<byte> LengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    /// <summary>Expands into a buffer of the very size of the result.</summary>
    /// <param name="used">How many bytes of the input that took.</param>
    /// <returns><see cref="ArchiveProblem.None"/>, or what is wrong with the input; the buffer may then have been written in part.</returns>
    public static ArchiveProblem Expand(ReadOnlySpan<byte> input, Span<byte> output, out int used)
    {
        var state = new Expansion(input, output);
        ArchiveProblem problem = state.Run();
        used = state.Position;
        return problem;
    }

    private ref struct Expansion(ReadOnlySpan<byte> input, Span<byte> output)
    {
        private readonly Span<byte> _output = output;
        private BitReader _bits = new(input);
        private int _written = 0;
        private PrefixCode _lengths = default, _distances = default;

        public readonly int Position => _bits.Position;

        public ArchiveProblem Run()
        {
            bool isLast = false;
            while (!isLast)
            {
                _bits.Fill();
                isLast = _bits.Take(1) != 0;
                ArchiveProblem problem = _bits.Take(2) switch
                {
                    0 => CopyStored(),
                    1 => ExpandFixed(),
                    2 => ExpandDynamic(),
                    _ => ArchiveProblem.BadCompression,
                };
                if (problem != ArchiveProblem.None) return problem;
                if (_bits.IsOverrun) return ArchiveProblem.CutOff;
            }
            return _written == _output.Length ? ArchiveProblem.None : ArchiveProblem.WrongSize;
        }

        /// <summary>3.2.4.</summary>
        private ArchiveProblem CopyStored()
        {
            if (!_bits.TryTakeBytes(4, out ReadOnlySpan<byte> sizes)) return ArchiveProblem.CutOff;
            int size = sizes[0] | sizes[1] << 8, complement = sizes[2] | sizes[3] << 8;
            if (size != (complement ^ 0xFFFF)) return ArchiveProblem.BadCompression;
            if (!_bits.TryTakeBytes(size, out ReadOnlySpan<byte> bytes)) return ArchiveProblem.CutOff;
            if (size > _output.Length - _written) return ArchiveProblem.WrongSize;
            bytes.CopyTo(_output.Slice(_written));
            _written += size;
            return ArchiveProblem.None;
        }

        /// <summary>3.2.6.</summary>
        private ArchiveProblem ExpandFixed()
        {
            Span<byte> lengths = stackalloc byte[PrefixCode.MostSymbols];
            lengths.Slice(0, 144).Fill(8);
            lengths.Slice(144, 112).Fill(9);
            lengths.Slice(256, 24).Fill(7);
            lengths.Slice(280).Fill(8);
            bool areMade = _lengths.TryMake(lengths);
            lengths.Slice(0, 32).Fill(5);
            areMade &= _distances.TryMake(lengths.Slice(0, 32));
            return areMade ? ExpandBlock() : ArchiveProblem.BadCompression;
        }

        /// <summary>3.2.7.</summary>
        private ArchiveProblem ExpandDynamic()
        {
            int lengthWords = (int)_bits.Take(5) + 257, distanceWords = (int)_bits.Take(5) + 1, wordsForLengths = (int)_bits.Take(4) + 4;
            if (lengthWords > MostLengthWords || distanceWords > MostDistanceWords) return ArchiveProblem.BadCompression;

            Span<byte> lengths = stackalloc byte[MostLengthWords + MostDistanceWords];
            lengths.Clear();
            for (int i = 0; i < wordsForLengths; i++)
            {
                _bits.Fill();
                lengths[LengthOrder[i]] = (byte)_bits.Take(3);
            }
            // The code for lengths is needed only until they are known: its place is that of the code for distances.
            if (!_distances.TryMake(lengths.Slice(0, LengthOfLengthWords))) return ArchiveProblem.BadCompression;
            lengths = lengths.Slice(0, lengthWords + distanceWords);
            if (!TryReadLengths(lengths)) return _bits.IsOverrun ? ArchiveProblem.CutOff : ArchiveProblem.BadCompression;
            if (lengths[EndOfBlock] == 0 || !_lengths.TryMake(lengths.Slice(0, lengthWords)) || !_distances.TryMake(lengths.Slice(lengthWords)))
                return ArchiveProblem.BadCompression;
            return ExpandBlock();
        }

        private bool TryReadLengths(scoped Span<byte> lengths)
        {
            lengths.Clear();
            for (int at = 0; at < lengths.Length;)
            {
                _bits.Fill();
                int symbol = _distances.Take(ref _bits);
                if (symbol < 0 || _bits.IsOverrun) return false;
                if (symbol < 16)
                {
                    lengths[at++] = (byte)symbol;
                    continue;
                }
                if (symbol == 16 && at == 0) return false;
                byte repeated = symbol == 16 ? lengths[at - 1] : (byte)0;
                int times = symbol switch { 16 => 3 + (int)_bits.Take(2), 17 => 3 + (int)_bits.Take(3), _ => 11 + (int)_bits.Take(7) };
                if (times > lengths.Length - at) return false;
                lengths.Slice(at, times).Fill(repeated);
                at += times;
            }
            return true;
        }

        private ArchiveProblem ExpandBlock()
        {
            while (true)
            {
                // At least 56 bits: a length, a distance and what follows each take 48 at most.
                _bits.Fill();
                if (_bits.IsOverrun) return ArchiveProblem.CutOff;
                int symbol = _lengths.Take(ref _bits);
                if (symbol == EndOfBlock) return ArchiveProblem.None;
                if (symbol is < 0 or > LastLength) return ArchiveProblem.BadCompression;
                if (symbol < EndOfBlock)
                {
                    if (_written == _output.Length) return ArchiveProblem.WrongSize;
                    _output[_written++] = (byte)symbol;
                    continue;
                }
                int length = LengthStarts[symbol - FirstLength] + (int)_bits.Take(LengthBits[symbol - FirstLength]);
                symbol = _distances.Take(ref _bits);
                if (symbol is < 0 or > LastDistance) return ArchiveProblem.BadCompression;
                int distance = DistanceStarts[symbol] + (int)_bits.Take(DistanceBits[symbol]);
                if (distance > _written) return ArchiveProblem.BadCompression;
                if (length > _output.Length - _written) return ArchiveProblem.WrongSize;
                CopyBack(distance, length);
            }
        }

        /// <summary>Repeats what was written before; it may reach into what it writes itself.</summary>
        private void CopyBack(int distance, int length)
        {
            Span<byte> to = _output.Slice(_written, length);
            _written += length;
            ReadOnlySpan<byte> from = _output.Slice(_written - length - distance, distance + length);
            if (distance >= length) from.Slice(0, length).CopyTo(to);
            else for (int i = 0; i < to.Length; i++) to[i] = from[i];
        }
    }
}
