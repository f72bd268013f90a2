using Diesis.Contracts.Devices;
using Diesis.Manifests;

namespace Diesis.VirtioRandom;

internal static class VirtioRandomManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "virtio-random",
        Offers = [Offer.Of(EntropySourceContract.ExpectedHash)],
        Wants = [Want.Of(PciDevicesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
        BudgetBytes = 2 << 20,
        Restart = RestartPolicy.Always(),
    };
}
