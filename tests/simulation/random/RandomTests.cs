namespace Diesis.Simulating;

/// <summary>Whole histories of processes that do whatever a seed says.</summary>
public sealed class RandomTests
{
    [Simulated(Cores = 1, Seeds = 2000)]
    public void ProcessesOfOneCore(Simulation world)
    {
        world.Boot(0, new RandomHistory(world).Run);
        world.Run();
    }

    [Simulated(Cores = 2, Seeds = 1500)]
    public void ProcessesOfTwoCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 3, Seeds = 750)]
    public void ProcessesOfThreeCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 4, Seeds = 500)]
    public void ProcessesOfFourCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 5, Seeds = 500)]
    public void ProcessesOfFiveCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 6, Seeds = 400)]
    public void ProcessesOfSixCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 7, Seeds = 300)]
    public void ProcessesOfSevenCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 8, Seeds = 300)]
    public void ProcessesOfEightCores(Simulation world) => OnAllCores(world);

    private static void OnAllCores(Simulation world)
    {
        world.BootAll(new RandomHistory(world).Run);
        world.Run();
    }

    /// <summary>Several cores are seldom at rest all at once, but often enough to be counted.</summary>
    [Theory, InlineData(2), InlineData(4), InlineData(8)]
    public void SeveralCoresAreCountedNowAndThen(int cores)
    {
        long censuses = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            using var world = new Simulation(seed, cores, 24 << 20);
            OnAllCores(world);
            censuses += world.Censuses;
        }
        Assert.True(censuses > 40 * 10, $"{censuses}");
    }
}
