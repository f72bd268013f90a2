using Diesis.Contracts.Devices;
using Diesis.Contracts.Time;
using Diesis.Manifests;

namespace Diesis.Tests.Systems.Disks;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "disks",
        Wants = [Want.Of(BlockDevicesContract.ExpectedHash), Want.Of(PciListingContract.ExpectedHash), Want.Of(EntropySourceContract.ExpectedHash), Want.Of(WallClockContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog, Permission.PowerOff],
        BudgetBytes = 16 << 20,
    };
}
