using Diesis.Contracts.Input;
using Diesis.Manifests;

namespace Diesis.Servers.Ps2;

internal static class Ps2Manifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "ps2",
        Offers = [Offer.Of(InputDeviceContract.ExpectedHash)],
        Permissions = [Permission.Devices],
        Restart = RestartPolicy.OnFailure(),
    };
}
