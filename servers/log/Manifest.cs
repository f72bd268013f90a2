using Diesis.Contracts.Log;
using Diesis.Manifests;

namespace Diesis.Servers.Logging;

internal static class LogManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "log",
        Offers = [Offer.Of(LogContract.ExpectedHash)],
        Restart = RestartPolicy.Always(stateBytes: 256 * 1024),
    };
}
