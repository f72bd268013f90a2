using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Manifests;

namespace Diesis.Virtio9p;

internal static class Virtio9pManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "virtio-9p",
        Offers = [Offer.Of(FileSystemKind.NineP)],
        Wants = [Want.Of(PciDevicesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
        BudgetBytes = 8 << 20,
        Restart = RestartPolicy.Always(),
    };
}
