using Diesis.Contracts.Devices;
using Diesis.Contracts.Input;
using Diesis.Manifests;

namespace Diesis.VirtioInput;

internal static class VirtioInputManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "virtio-input",
        Offers = [Offer.Of(InputDeviceContract.ExpectedHash)],
        Wants = [Want.Of(PciDevicesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
        BudgetBytes = 2 << 20,
        Restart = RestartPolicy.Always(),
    };
}
