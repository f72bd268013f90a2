using Diesis.Manifests;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems.Spread;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "spread",
        Offers = [Offer.Of(SpreadName.Value)],
        Cores = SpreadName.Cores,
        BudgetBytes = 12 << 20,
        Restart = RestartPolicy.Always(),
    };
}
