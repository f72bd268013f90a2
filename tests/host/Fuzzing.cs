using System;

namespace Diesis.Tests;

/// <summary>
/// Damages bytes the way foreign data comes damaged: flipped bits, lengths and counts at their extremes, parts
/// cut off, doubled or swapped. One seed is one series of damages, so a failure names the seed that repeats it.
/// </summary>
public sealed class Fuzzing(int seed)
{
    private static readonly ulong[] Extremes =
        [0, 1, 2, 3, 4, 7, 8, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
         0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000, 0xffff_ffff_ffff_fff0, 0xffff_ffff_ffff_ffff];

    private readonly Random _random = new(seed);

    /// <summary>Runs a test with the seeds from 0 on; the failure of one names its seed.</summary>
    public static void Run(int seeds, Action<Fuzzing> test)
    {
        for (int seed = 0; seed < seeds; seed++)
        {
            try
            {
                test(new Fuzzing(seed));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {seed}: {failure.Message}", failure);
            }
        }
    }

    public int Next(int below) => _random.Next(below);

    /// <summary>A damaged copy: one to four damages, its length perhaps less, never more.</summary>
    public byte[] Mutate(ReadOnlySpan<byte> original)
    {
        byte[] result = original.ToArray();
        for (int i = _random.Next(1, 5); i > 0; i--) result = Damage(result);
        return result;
    }

    private byte[] Damage(byte[] bytes)
    {
        if (bytes.Length == 0) return bytes;
        int at = _random.Next(bytes.Length);
        switch (_random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << _random.Next(8)); break;
            case 1: bytes[at] = (byte)_random.Next(256); break;
            case 2 or 3 or 4: PutNumber(bytes, at); break;
            case 5: CopyWithin(bytes, at); break;
            case 6: FillPart(bytes, at); break;
            default: return _random.Next(4) == 0 ? bytes[..at] : bytes;
        }
        return bytes;
    }

    /// <summary>An extreme or a number near what stands there, of any width and of either byte order.</summary>
    private void PutNumber(byte[] bytes, int at)
    {
        int width = Math.Min(1 << _random.Next(4), bytes.Length - at);
        bool bigEndian = _random.Next(4) == 0;
        ulong value = 0;
        for (int i = 0; i < width; i++) value |= (ulong)bytes[at + (bigEndian ? width - 1 - i : i)] << (8 * i);
        value = _random.Next(2) == 0
            ? Extremes[_random.Next(Extremes.Length)]
            : unchecked(value + (ulong)_random.Next(-8, 9));
        for (int i = 0; i < width; i++) bytes[at + (bigEndian ? width - 1 - i : i)] = (byte)(value >> (8 * i));
    }

    private void FillPart(byte[] bytes, int at)
        => bytes.AsSpan(at, _random.Next(Math.Min(bytes.Length - at, 64)) + 1).Fill((byte)(_random.Next(2) * 0xff));

    private void CopyWithin(byte[] bytes, int at)
    {
        int from = _random.Next(bytes.Length);
        int length = Math.Min(_random.Next(1, 65), bytes.Length - Math.Max(at, from));
        bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(at, length));
    }
}
