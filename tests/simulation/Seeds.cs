using System.Reflection;

namespace Diesis.Simulating;

/// <summary>Tells one history under many seeds.</summary>
internal static class Seeds
{
    private const int StepsTold = 60, MostFailures = 12;

    /// <summary>With DIESIS_SEED set, that seed alone; else as many as DIESIS_SEEDS or the method's attribute says.</summary>
    public static void Run(MethodInfo method, CancellationToken cancel)
    {
        var options = method.GetCustomAttribute<SimulatedAttribute>()!;
        if (Number("DIESIS_SEED") is { } only)
        {
            RunOne(method, options, only);
            return;
        }
        ulong count = Number("DIESIS_SEEDS") ?? (ulong)options.Seeds;
        RunMany(method, options, count, cancel);
    }

    /// <summary>Tells histories on all of the host's processors. Of those that fail the first is told, and of some more what failed.</summary>
    private static void RunMany(MethodInfo method, SimulatedAttribute options, ulong count, CancellationToken cancel)
    {
        var failures = new SortedDictionary<ulong, SimulationFailure>();
        long next = -1;
        var tellers = new Thread[Environment.ProcessorCount];
        for (int i = 0; i < tellers.Length; i++) (tellers[i] = new Thread(Tell) { IsBackground = true }).Start();
        foreach (Thread teller in tellers) teller.Join();
        if (failures.Count == 0) return;
        SimulationFailure first = failures.First().Value;
        string others = string.Concat(failures.Skip(1).Select(static other => $"\nand seed {other.Key}: {other.Value.InnerException!.Message}"));
        throw new SimulationFailure(first, others);

        void Tell()
        {
            for (ulong seed; (seed = (ulong)Interlocked.Increment(ref next)) < count && !cancel.IsCancellationRequested && failures.Count < MostFailures;)
            {
                try
                {
                    RunOne(method, options, seed);
                }
                catch (SimulationFailure failure)
                {
                    lock (failures) failures.Add(seed, failure);
                }
            }
        }
    }

    private static ulong? Number(string variable)
        => ulong.TryParse(Environment.GetEnvironmentVariable(variable), out ulong value) ? value : null;

    private static void RunOne(MethodInfo method, SimulatedAttribute options, ulong seed)
    {
        using var world = new Simulation(seed, options.Cores, (ulong)options.MemoryMiB << 20);
        try
        {
            Tell(method, world);
        }
        catch (Exception failure)
        {
            if (failure.InnerException is KernelAllocation && GoesWell(method, options, seed)) return;
            throw new SimulationFailure(method.Name, seed, Story(method, options, seed) + world.Hardware.History.Tell(StepsTold), failure);
        }
    }

    private static bool GoesWell(MethodInfo method, SimulatedAttribute options, ulong seed)
    {
        using var world = new Simulation(seed, options.Cores, (ulong)options.MemoryMiB << 20);
        try
        {
            Tell(method, world);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <summary>What user programs did: the seed's history again, written down this time, and looked at after every entry.</summary>
    private static string Story(MethodInfo method, SimulatedAttribute options, ulong seed)
    {
        using var world = new Simulation(seed, options.Cores, (ulong)options.MemoryMiB << 20) { IsTelling = true };
        try
        {
            Tell(method, world);
            return "told again, it went well\n";
        }
        catch (Exception failure)
        {
            return $"{world.Story}  {failure.Message}\n";
        }
    }

    private static void Tell(MethodInfo method, Simulation world)
    {
        object? instance = method.IsStatic ? null : Activator.CreateInstance(method.DeclaringType!);
        method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, [world], null);
    }
}

/// <summary>A seed under which a history went wrong, and how.</summary>
public sealed class SimulationFailure : Exception
{
    public SimulationFailure(string test, ulong seed, string steps, Exception failure)
        : base($"seed {seed}: {failure.Message}\nthe last steps:\n{steps}to see it again: ./diesis test sim --filter {test} --seed {seed}", failure)
    {
    }

    public SimulationFailure(SimulationFailure first, string others) : base(first.Message + others, first.InnerException)
    {
    }
}
