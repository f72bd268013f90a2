using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace System.Security.Cryptography;

/// <summary>What SHA-256 keeps from block to block. FIPS 180-4, 4.1.2, 6.2.</summary>
internal struct Sha256Blocks : IBlockHash
{
    private const int WordCount = 8;
    private const int RoundCount = 64;

    [InlineArray(WordCount)]
    private struct Words { private uint _first; }

    private Words _state;

    public static int BlockSize => 64;

    public void Start()
    {
        for (int i = 0; i < WordCount; i++) _state[i] = (uint)(Sha2Constants.Start[i] >> 32);
    }

    public void Add(ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[RoundCount];
        for (int i = 0; i < 16; i++)
            schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(block.Slice(i * sizeof(uint)));
        unchecked
        {
            for (int i = 16; i < RoundCount; i++)
            {
                schedule[i] = schedule[i - 16] + Mix(schedule[i - 15], 7, 18, 3) + schedule[i - 7]
                    + Mix(schedule[i - 2], 17, 19, 10);
            }
            Round(schedule);
        }
    }

    public readonly void Write(Span<byte> hash)
    {
        for (int i = 0; i < WordCount; i++)
            BinaryPrimitives.WriteUInt32BigEndian(hash.Slice(i * sizeof(uint)), _state[i]);
    }

    private void Round(ReadOnlySpan<uint> schedule)
    {
        uint a = _state[0], b = _state[1], c = _state[2], d = _state[3];
        uint e = _state[4], f = _state[5], g = _state[6], h = _state[7];
        var constants = Sha2Constants.Rounds;
        unchecked
        {
            for (int i = 0; i < schedule.Length; i++)
            {
                uint constant = (uint)(constants[i] >> 32);
                uint first = h + Turn(e, 6, 11, 25) + (e & f ^ ~e & g) + constant + schedule[i];
                uint second = Turn(a, 2, 13, 22) + (a & b ^ a & c ^ b & c);
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

    private static uint Turn(uint word, int first, int second, int third)
        => BitOperations.RotateRight(word, first) ^ BitOperations.RotateRight(word, second)
            ^ BitOperations.RotateRight(word, third);

    private static uint Mix(uint word, int first, int second, int shift)
        => BitOperations.RotateRight(word, first) ^ BitOperations.RotateRight(word, second) ^ word >> shift;
}
