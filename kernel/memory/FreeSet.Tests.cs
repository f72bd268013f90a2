using Diesis.Machines.Simulated;

namespace Diesis.Kernel.Memory;

public class FreeSetTests
{
    [Fact]
    public void ZeroedMemoryIsTheEmptySet()
    {
        FreeSet set = default;
        Assert.True(set.IsEmpty);
        Assert.Equal(FreeSet.Capacity, set.NextPresent(0));
        Assert.Equal(0, set.NextMissing(0));
    }

    [Fact]
    public void UnitsAreTakenFromTheLowestOn()
    {
        FreeSet set = default;
        set.Fill();
        for (int i = 0; i < FreeSet.Capacity; i++) Assert.Equal(i, set.TakeFirst());
        Assert.True(set.IsEmpty);
    }

    [Theory]
    [InlineData(1, 1), InlineData(63, 1), InlineData(64, 64), InlineData(65, 1), InlineData(200, 8), InlineData(512, 512)]
    public void ARunComesFromTheStartOfAFullSet(int count, int alignment)
    {
        FreeSet set = default;
        set.Fill();
        Assert.True(set.TryTakeRun(count, alignment, out int first));
        Assert.Equal(0, first);
        Assert.Equal(FreeSet.Capacity - count, set.Count);
    }

    [Fact]
    public void EveryOperationAgreesWithAnArrayOfFlags()
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            var random = new SeededRandom(seed);
            FreeSet set = default;
            var model = new bool[FreeSet.Capacity];
            for (int step = 0; step < 400; step++)
            {
                Change(ref set, model, ref random);
                Agree(set, model);
            }
        }
    }

    private static void Change(ref FreeSet set, bool[] model, ref SeededRandom random)
    {
        int first = random.Below(FreeSet.Capacity), count = 1 + random.Below(Math.Min(130, FreeSet.Capacity - first));
        switch (random.Below(4))
        {
            case 0 when !set.IsEmpty:
                int expected = Array.IndexOf(model, true);
                Assert.Equal(expected, set.TakeFirst());
                model[expected] = false;
                break;
            case 1 when !model.AsSpan(first, count).Contains(true):
                set.AddRun(first, count);
                model.AsSpan(first, count).Fill(true);
                break;
            case 2 when !model.AsSpan(first, count).Contains(false):
                set.RemoveRun(first, count);
                model.AsSpan(first, count).Clear();
                break;
            case 3:
                int alignment = 1 << random.Below(6);
                int lowest = LowestRun(model, count, alignment);
                Assert.Equal(lowest >= 0, set.TryTakeRun(count, alignment, out int taken));
                if (lowest < 0) break;
                Assert.Equal(lowest, taken);
                model.AsSpan(taken, count).Clear();
                break;
        }
    }

    private static int LowestRun(bool[] model, int count, int alignment)
    {
        for (int first = 0; first + count <= model.Length; first += alignment)
        {
            if (!model.AsSpan(first, count).Contains(false)) return first;
        }
        return -1;
    }

    private static void Agree(FreeSet set, bool[] model)
    {
        Assert.Equal(model.Count(free => free), set.Count);
        Assert.Equal(-1, Array.FindIndex(Enumerable.Range(0, model.Length).ToArray(), unit => model[unit] != set.Contains(unit)));
    }
}
