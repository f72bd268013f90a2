using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Manifests;

namespace Diesis.Servers.Fat;

internal static class Fat32Manifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "fat32",
        Offers = [Offer.Of(FileSystemKind.Fat32)],
        Wants = [Want.Of(BlockDevicesContract.ExpectedHash)],
        BudgetBytes = 16 << 20,
        Restart = RestartPolicy.Always(stateBytes: 1 << 20),
    };
}
