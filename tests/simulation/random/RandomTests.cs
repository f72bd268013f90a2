using System.Text;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Simulating;

/// <summary>Whole histories of processes that do whatever a seed says.</summary>
public sealed class RandomTests
{
    [Simulated(Cores = 1, Seeds = 4000)]
    public void ProcessesOfOneCore(Simulation world)
    {
        world.Boot(0, new RandomHistory(world).Run);
        world.Run();
    }

    [Simulated(Cores = 2, Seeds = 3000)]
    public void ProcessesOfTwoCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 3, Seeds = 1500)]
    public void ProcessesOfThreeCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 4, Seeds = 1000)]
    public void ProcessesOfFourCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 5, Seeds = 1000)]
    public void ProcessesOfFiveCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 6, Seeds = 800)]
    public void ProcessesOfSixCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 7, Seeds = 600)]
    public void ProcessesOfSevenCores(Simulation world) => OnAllCores(world);

    [Simulated(Cores = 8, Seeds = 600)]
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

    [Fact]
    public void NearlyEverySystemCallSucceedsSomewhere()
    {
        // Not to be had by a random process, without a return, or for devices, which are not played.
        string[] never =
        [
            "PowerOff", "WriteLog", "Exit", "ReturnToForeign", "SetForeign", "MigrateThread", "CreateInterrupt", "CreateMessageInterrupt",
            "BindInterrupt", "AcknowledgeInterrupt", "MaskInterrupt", "MapDma", "UnmapDma",
        ];
        var outcomes = new OutcomeTable();
        for (ulong seed = 0; seed < 400; seed++)
        {
            using var world = new Simulation(seed, 1, 24 << 20) { Outcomes = outcomes };
            ProcessesOfOneCore(world);
        }
        for (uint call = 0; call < SystemCallTable.End; call++)
        {
            string name = Encoding.UTF8.GetString(SystemCallTable.NameOf(call));
            if (name != "" && !never.Contains(name)) Assert.True(outcomes[call, Status.Ok] > 0, $"{name} never succeeds:\n{outcomes}");
        }
    }
}
