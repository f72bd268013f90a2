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
}
