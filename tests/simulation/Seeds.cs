using System.Reflection;

namespace Diesis.Simulating;

/// <summary>Tells one history under many seeds.</summary>
internal static class Seeds
{
    private const int StepsTold = 60;

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
        for (ulong seed = 0; seed < count && !cancel.IsCancellationRequested; seed++) RunOne(method, options, seed);
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
            throw new SimulationFailure(method.Name, seed, Story(method, options, seed) + world.Hardware.History.Tell(StepsTold), failure);
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
public sealed class SimulationFailure(string test, ulong seed, string steps, Exception failure)
    : Exception($"seed {seed}: {failure.Message}\nthe last steps:\n{steps}to see it again: ./diesis test sim --filter {test} --seed {seed}", failure);
