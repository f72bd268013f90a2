using Diesis.Contracts.Files;
using Diesis.Manifests;

namespace Diesis.Servers.Vfs;

internal static class VfsManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "vfs",
        Offers = [Offer.Of(VfsContract.ExpectedHash)],
        Wants = [Want.Optional(FileSystemKind.Initfs), Want.Optional(FileSystemKind.Tmpfs), Want.Optional(FileSystemKind.Fat32), Want.Optional(FileSystemKind.NineP)],
        Permissions = [Permission.WriteKernelLog],
        Restart = RestartPolicy.Always(stateBytes: 128 * 1024),
    };
}
