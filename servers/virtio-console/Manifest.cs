using Diesis.Contracts.Devices;
using Diesis.Contracts.Serial;
using Diesis.Manifests;

namespace Diesis.VirtioConsole;

internal static class VirtioConsoleManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "virtio-console",
        Offers = [Offer.Of(SerialLineContract.ExpectedHash)],
        Wants = [Want.Of(PciDevicesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
        BudgetBytes = 4 << 20,
        Restart = RestartPolicy.Always(),
    };
}
