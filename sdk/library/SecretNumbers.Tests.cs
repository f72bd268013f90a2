using Diesis.Abi;

namespace Diesis;

public sealed class SecretNumbersTests
{
    private static StartBlock.RandomSeed Seed(ulong first)
    {
        StartBlock.RandomSeed seed = default;
        seed[0] = first;
        return seed;
    }

    [Fact]
    public void TheSameSeedGivesTheSameNumbers()
    {
        SecretNumbers one = new(Seed(7)), other = new(Seed(7));
        for (int i = 0; i < 10; i++) Assert.Equal(one.Next(), other.Next());
    }

    [Fact]
    public void EveryBitOfTheSeedCounts()
    {
        HashSet<ulong> first = [];
        for (int word = 0; word < 4; word++)
        {
            for (int bit = 0; bit < 64; bit++)
            {
                StartBlock.RandomSeed seed = default;
                seed[word] = 1UL << bit;
                Assert.True(first.Add(new SecretNumbers(seed).Next()));
            }
        }
    }

    [Fact]
    public void TheNumbersOfBadgesAreASeriesOfTheirOwn()
    {
        SecretNumbers all = new(Seed(7)), badges = SecretNumbers.ForBadges(Seed(7));
        HashSet<ulong> seen = [];
        for (int i = 0; i < 10; i++)
        {
            Assert.True(seen.Add(all.Next()));
            Assert.True(seen.Add(badges.Next()));
        }
    }

    [Fact]
    public void WhatIsGivenOutIsNotTheState()
    {
        SecretNumbers parent = new(Seed(1));
        StartBlock.RandomSeed given = parent.NextSeed();
        SecretNumbers child = new(given);
        HashSet<ulong> numbers = [];
        for (int i = 0; i < 1000; i++) Assert.True(numbers.Add(parent.Next()) && numbers.Add(child.Next()));
    }

    [Fact]
    public void WhatIsDrawnTogetherIsOfOneSeries()
    {
        foreach (int bytes in (int[])[0, 1, 31, 32, 33, 96, 97, 1000])
        {
            SecretNumbers one = new(Seed(3)), other = new(Seed(3));
            byte[] drawn = new byte[bytes], longer = new byte[2000];
            one.Fill(drawn);
            other.Fill(longer);
            Assert.Equal(drawn, longer[..bytes]);
            // The key is another then, whatever was drawn.
            Assert.Equal(one.Next(), other.Next());
        }
    }

    [Fact]
    public void WhatIsMixedInCountsAndWhatWasBefore()
    {
        HashSet<ulong> seen = [];
        foreach (ulong seed in (ulong[])[1, 2])
        {
            foreach (ulong bits in (ulong[])[0, 1, 2, 1UL << 63])
            {
                SecretNumbers numbers = new(Seed(seed));
                numbers.Mix(Seed(bits));
                Assert.True(seen.Add(numbers.Next()));
            }
            Assert.True(seen.Add(new SecretNumbers(Seed(seed)).Next()));
        }
    }

    /// <summary>Of a fixed seed: bits and bytes are as frequent as they would be by chance, and no block comes twice.</summary>
    [Fact]
    public void TheNumbersLookLikeChance()
    {
        const int count = 1 << 20;
        byte[] drawn = new byte[count];
        SecretNumbers numbers = new(Seed(11));
        for (int at = 0; at < count; at += 1 << 12) numbers.Fill(drawn.AsSpan(at, 1 << 12));
        long ones = drawn.Sum(static value => (long)System.Numerics.BitOperations.PopCount(value));
        // Six standard deviations, of a binomial distribution of a half.
        Assert.InRange(ones, 4L * count - 6 * (long)Math.Sqrt(2.0 * count), 4L * count + 6 * (long)Math.Sqrt(2.0 * count));
        int[] each = new int[256];
        foreach (byte value in drawn) each[value]++;
        double chiSquare = each.Sum(static found => Math.Pow(found - count / 256.0, 2) / (count / 256.0));
        // 255 degrees of freedom: mean 255, deviation 22.6.
        Assert.InRange(chiSquare, 255 - 6 * 22.6, 255 + 6 * 22.6);
        HashSet<ulong> words = [];
        for (int at = 0; at < count; at += 8) Assert.True(words.Add(BitConverter.ToUInt64(drawn, at)));
    }
}
