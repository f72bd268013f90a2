using System.Text;
using Diesis.Abi;
using Diesis.Abi.Description;

namespace Diesis.Simulating;

/// <summary>Do random histories try everything? Every system call has to succeed somewhere, and to fail in each way that its declaration names.</summary>
public sealed class OutcomeTests
{
    /// <summary>No more seeds than the test command tells of this many cores anyway.</summary>
    private const int MostSeeds = 1000, SeedsAtOnce = 40;

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private static readonly int[] Cores = [1, 2, 4];

    private const string NoScreen = "the machine has no screen; in the guest, DeviceMemoryTests have one";

    /// <summary>What no random history can have.</summary>
    private static readonly (string Call, Status Status, string Why)[] Exceptions =
    [
        ("PowerOff", Status.Ok, "the machine's end is not a history's"),
        ("Restart", Status.Ok, "nor is its beginning"),
        ("Decommit", Status.BudgetExceeded, "it takes a page of 1 GiB; in the guest, HugePageTests have one"),
        ("Release", Status.Dead, "what is gone can be released"),
        ("TakeScreen", Status.Ok, NoScreen),
        ("TakeScreen", Status.BadArgument, NoScreen),
        ("TakeScreen", Status.BadAddress, NoScreen),
        ("TakeScreen", Status.BudgetExceeded, NoScreen),
    ];

    [Fact]
    public void EverySystemCallEndsInAllWaysThatItsDeclarationNames()
    {
        Dictionary<uint, HashSet<Status>> declared = DeclaredErrors.Read();
        var outcomes = new OutcomeTable();
        TellOfRareOnes(outcomes);
        string missing = "";
        for (int first = 0; first < MostSeeds; first += SeedsAtOnce)
        {
            _ = Parallel.For(first, first + SeedsAtOnce, AtOnce, seed =>
            {
                OutcomeTable told = Tell((ulong)seed);
                lock (outcomes) outcomes.Add(told);
            });
            missing = Missing(declared, outcomes);
            if (missing == "") return;
        }
        Assert.Fail($"in {MostSeeds} seeds never:\n{missing}of all that was:\n{outcomes}");
    }

    private static void TellOfRareOnes(OutcomeTable outcomes)
    {
        using var world = new Simulation(0, 1, 24 << 20) { Outcomes = outcomes };
        world.Hardware.HaveAll();
        world.Boot(0, RareOutcomes.Run);
        world.Run();
        using var two = new Simulation(0, 2, 24 << 20) { Outcomes = outcomes };
        two.BootAll(RareOutcomes.RunAcross);
        two.Run();
    }

    /// <summary>What becomes of all system calls of the histories of a seed.</summary>
    private static OutcomeTable Tell(ulong seed)
    {
        var outcomes = new OutcomeTable();
        foreach (int cores in Cores)
        {
            using var world = new Simulation(seed, cores, 24 << 20) { Outcomes = outcomes };
            world.BootAll(new RandomHistory(world).Run);
            try
            {
                world.Run();
            }
            catch (InvalidOperationException failure)
            {
                // RandomTests looks into that.
                if (failure.InnerException is KernelAllocation) continue;
                throw new InvalidOperationException($"on {cores} cores, seed {seed}: {failure.Message}", failure);
            }
        }
        return outcomes;
    }

    private static string Missing(Dictionary<uint, HashSet<Status>> declared, OutcomeTable outcomes)
    {
        var missing = new StringBuilder();
        foreach ((uint call, HashSet<Status> errors) in declared)
        {
            string name = DeclaredErrors.NameOf(call);
            foreach (Status status in errors.Append(Status.Ok))
            {
                // Tables are filled in TableFullTests: it takes 32,768 handles.
                bool isExpected = status != Status.TableFull && !Exceptions.Any(other => other.Call == name && other.Status == status);
                if (isExpected && outcomes[call, status] == 0) missing.Append($"{name} {status}\n");
            }
        }
        return missing.ToString();
    }
}
