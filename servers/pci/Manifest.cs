using Diesis.Contracts.Devices;
using Diesis.Manifests;

namespace Diesis.Servers.Pci;

internal static class PciManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "pci",
        Offers = [Offer.Of(PciDevicesContract.ExpectedHash), Offer.Of(PciListingContract.ExpectedHash)],
        // Of all cores, since memory is shown to devices, and interrupts come, where drivers are.
        Permissions = [Permission.Devices, Permission.AllCores, Permission.WriteKernelLog],
        BudgetBytes = 8 << 20,
        Restart = RestartPolicy.Always(),
    };
}
