using Diesis.Manifests;

namespace Diesis.Tests.Systems.Ledger;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "ledger",
        Offers = [Offer.Of(Contracts.LedgerName.Value)],
        Restart = RestartPolicy.Always(stateBytes: 4096),
    };
}
