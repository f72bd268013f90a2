using Diesis.Contracts.Files;
using Diesis.Manifests;

namespace Diesis.Servers.Initfs;

internal static class InitfsManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "initfs",
        Offers = [Offer.Of(FileSystemKind.Initfs)],
        Permissions = [Permission.InitialFiles],
        BudgetBytes = 2 << 20,
        Restart = RestartPolicy.Always(),
    };
}
