using Xunit.Sdk;

namespace Diesis.Simulating;

/// <summary>
/// A little history of the kernel, told once for every seed: a method that takes a <see cref="Simulation"/>. A seed that
/// fails is named with its last steps; <c>./diesis test sim --seed N</c> tells exactly that history again.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Diesis.Simulating.SimulatedDiscoverer", "Simulation.Tests")]
public sealed class SimulatedAttribute : FactAttribute
{
    public int Cores { get; set; } = 4;
    public int Seeds { get; set; } = 1000;
    public int MemoryMiB { get; set; } = 24;
}
