using Diesis.Manifests;

namespace Diesis.Tests.Bench.Spawned;

internal static class Program
{
    internal static readonly Manifest Manifest = new() { Name = "spawned", BudgetBytes = 1 << 20 };
}
