using Diesis.Contracts.Serial;
using Diesis.Manifests;

namespace Diesis.Servers.Serial;

internal static class SerialManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "serial",
        Offers = [Offer.Of(SerialLineContract.ExpectedHash)],
        Permissions = [Permission.Devices],
        Restart = RestartPolicy.OnFailure(),
    };
}
