using Diesis.Contracts.Devices;
using Diesis.Manifests;

namespace Diesis.VirtioBlock;

internal static class VirtioBlockManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "virtio-block",
        Offers = [Offer.Of(BlockDevicesContract.ExpectedHash)],
        Wants = [Want.Of(PciDevicesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
        Restart = RestartPolicy.Always(),
    };
}
