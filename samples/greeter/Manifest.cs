using Diesis.Manifests;

namespace Diesis.Samples;

internal static class GreeterManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "greeter",
        Offers = [Offer.Of(GreeterContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
        Restart = RestartPolicy.OnFailure(),
    };
}
