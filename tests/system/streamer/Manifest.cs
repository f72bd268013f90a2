using Diesis.Manifests;

namespace Diesis.Tests.Systems.Streamer;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "streamer",
        Offers = [Offer.Of(Contracts.StreamerName.Value)],
        Restart = RestartPolicy.Always(stateBytes: 4096),
    };
}
