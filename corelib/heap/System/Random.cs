using Internal.Runtime.CompilerHelpers;

namespace System;

/// <summary>
/// Numbers that look random and are the same for the same seed, as those of .NET are: Knuth's subtractive generator, The
/// Art of Computer Programming, volume 2, 3.2.2, with .NET's constants and ways to make ranges.
/// </summary>
public partial class Random
{
    private const int Long = 55;
    private const int Lag = 21;

    // Knuth's choice, with a hint of the golden ratio; it has no meaning beyond that.
    private const int SeedBase = 161803398;

    private const double Scale = 1.0 / int.MaxValue;

    /// <summary>A ring of the last values; the one at 0 is never used.</summary>
    private readonly int[] _ring = new int[Long + 1];

    private int _at;
    private int _lagging = Lag;

    public Random(int Seed)
    {
        unchecked
        {
            int last = SeedBase - (Seed == int.MinValue ? int.MaxValue : Math.Abs(Seed));
            int next = 1;
            _ring[Long] = last;
            for (int i = 1; i < Long; i++)
            {
                int place = Lag * i % Long;
                _ring[place] = next;
                (last, next) = (next, NotNegative(last - next));
            }
            for (int round = 0; round < 4; round++)
                for (int i = 1; i <= Long; i++) _ring[i] = NotNegative(_ring[i] - _ring[1 + (i + 30) % Long]);
        }
    }

    public virtual int Next() => NextRaw();

    public virtual int Next(int maxValue)
    {
        if (maxValue < 0) ThrowHelpers.ThrowArgumentOutOfRangeException();
        return (int)(Sample() * maxValue);
    }

    public virtual int Next(int minValue, int maxValue)
    {
        if (minValue > maxValue) ThrowHelpers.ThrowArgumentOutOfRangeException();
        long range = (long)maxValue - minValue;
        return range <= int.MaxValue
            ? (int)(Sample() * range) + minValue
            : (int)((long)(SampleOfLargeRange() * range) + minValue);
    }

    public virtual long NextInt64()
    {
        while (true)
        {
            ulong result = NextBits() >> 1;
            if (result != long.MaxValue) return (long)result;
        }
    }

    public virtual long NextInt64(long maxValue) => NextInt64(0, maxValue);

    public virtual long NextInt64(long minValue, long maxValue)
    {
        if (minValue > maxValue) ThrowHelpers.ThrowArgumentOutOfRangeException();
        ulong range = unchecked((ulong)(maxValue - minValue));
        if (range <= 1) return minValue;
        int bits = 64 - Numerics.BitOperations.LeadingZeroCount(range - 1);
        while (true)
        {
            ulong result = NextBits() >> 64 - bits;
            if (result < range) return unchecked((long)result + minValue);
        }
    }

    public virtual double NextDouble() => Sample();

    public virtual float NextSingle()
    {
        while (true)
        {
            // What is close to one may be rounded up to it.
            float result = (float)Sample();
            if (result < 1) return result;
        }
    }

    public virtual void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public virtual void NextBytes(Span<byte> buffer)
    {
        foreach (ref byte place in buffer) place = unchecked((byte)NextRaw());
    }

    public void Shuffle<T>(T[] values) => Shuffle(values.AsSpan());

    public void Shuffle<T>(Span<T> values)
    {
        for (int i = 0; i < values.Length - 1; i++)
        {
            int other = Next(i, values.Length);
            if (other != i) (values[i], values[other]) = (values[other], values[i]);
        }
    }

    /// <returns>Something in [0, 1).</returns>
    protected virtual double Sample() => NextRaw() * Scale;

    private ulong NextBits()
        => (uint)Next(1 << 22) | (ulong)(uint)Next(1 << 22) << 22 | (ulong)(uint)Next(1 << 20) << 44;

    /// <summary>With one bit more than there is in a value.</summary>
    private double SampleOfLargeRange()
    {
        int value = NextRaw();
        bool isNegative = NextRaw() % 2 == 0;
        double result = isNegative ? -value : value;
        return (result + (int.MaxValue - 1)) / (2u * int.MaxValue - 1);
    }

    private int NextRaw()
    {
        _at = _at % Long + 1;
        _lagging = _lagging % Long + 1;
        int value = unchecked(_ring[_at] - _ring[_lagging]);
        if (value == int.MaxValue) value--;
        return _ring[_at] = NotNegative(value);
    }

    private static int NotNegative(int value) => value < 0 ? unchecked(value + int.MaxValue) : value;
}
