using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System.Security.Cryptography;

/// <summary>What SHA-512 keeps from block to block. FIPS 180-4, 4.1.3, 6.4.</summary>
internal struct Sha512Blocks : IBlockHash
{
    private const int WordCount = 8;
    private const int RoundCount = 80;

    [InlineArray(WordCount)]
    private struct Words { private ulong _first; }

    private Words _state;

    public static int BlockSize => 128;

    public void Start()
    {
        for (int i = 0; i < WordCount; i++) _state[i] = Sha2Constants.Start[i];
    }

    public void Add(ReadOnlySpan<byte> block)
    {
        Span<ulong> schedule = stackalloc ulong[RoundCount];
        for (int i = 0; i < 16; i++)
            schedule[i] = BinaryPrimitives.ReadUInt64BigEndian(block.Slice(i * sizeof(ulong)));
        unchecked
        {
            for (int i = 16; i < RoundCount; i++)
            {
                schedule[i] = schedule[i - 16] + Mix(schedule[i - 15], 1, 8, 7) + schedule[i - 7]
                    + Mix(schedule[i - 2], 19, 61, 6);
            }
            Round(schedule);
        }
    }

    public readonly void Write(Span<byte> hash)
    {
        for (int i = 0; i < WordCount; i++)
            BinaryPrimitives.WriteUInt64BigEndian(hash.Slice(i * sizeof(ulong)), _state[i]);
    }

    private void Round(ReadOnlySpan<ulong> schedule)
    {
        ulong a = _state[0], b = _state[1], c = _state[2], d = _state[3];
        ulong e = _state[4], f = _state[5], g = _state[6], h = _state[7];
        var constants = Sha2Constants.Rounds;
        unchecked
        {
            for (int i = 0; i < schedule.Length; i++)
            {
                ulong constant = constants[i];
                ulong first = h + Turn(e, 14, 18, 41) + (e & f ^ ~e & g) + constant + schedule[i];
                ulong second = Turn(a, 28, 34, 39) + (a & b ^ a & c ^ b & c);
                (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
            }
            _state[0] += a;
            _state[1] += b;
            _state[2] += c;
            _state[3] += d;
            _state[4] += e;
            _state[5] += f;
            _state[6] += g;
            _state[7] += h;
        }
    }

    private static ulong Turn(ulong word, int first, int second, int third)
        => BitOperations.RotateRight(word, first) ^ BitOperations.RotateRight(word, second)
            ^ BitOperations.RotateRight(word, third);

    private static ulong Mix(ulong word, int first, int second, int shift)
        => BitOperations.RotateRight(word, first) ^ BitOperations.RotateRight(word, second) ^ word >> shift;
}
