using Diesis.Contracts.Permissions;
using Diesis.Manifests;

namespace Diesis.Servers.Permissions;

internal static class PermissionsManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "permissions",
        Offers = [Offer.Of(PermissionsContract.ExpectedHash)],
        Wants = [Want.Optional(QuestionContract.ExpectedHash)],
        Restart = RestartPolicy.Always(stateBytes: 64 * 1024),
    };
}
