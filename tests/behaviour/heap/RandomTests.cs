using System;

namespace Diesis.Tests.Behaviour.Heap;

/// <summary>The same numbers for the same seeds.</summary>
internal static class RandomTests
{
    public static void Run(ref Transcript transcript)
    {
        foreach (int seed in (ReadOnlySpan<int>)[0, 1, -1, 42, 161803398, 161803399, int.MaxValue, int.MinValue])
        {
            Random random = new(seed);
            transcript.Case("random").Of(seed).Gives(random.Next()).Gives(random.Next()).Gives(random.Next(1_000)).Gives(random.Next(1)).Gives(random.Next(-50, 50))
                .Gives(random.Next(int.MinValue, int.MaxValue)).Gives(random.NextInt64()).Gives(random.NextInt64(7)).Gives(random.NextInt64(long.MinValue, long.MaxValue))
                .Gives(random.NextDouble()).Gives((double)random.NextSingle());
            byte[] bytes = new byte[20];
            random.NextBytes(bytes);
            transcript.Case("bytes").Gives(bytes);
            int[] numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];
            random.Shuffle(numbers);
            transcript.Case("shuffled").Gives(string.Join(",", numbers));
            long sum = 0;
            for (int i = 0; i < 1_000; i++) sum = unchecked(sum * 31 + random.Next(i, i * i + 1));
            transcript.Case("sum").Gives(sum);
        }
    }
}
