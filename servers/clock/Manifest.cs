using Diesis.Contracts.Time;
using Diesis.Manifests;

namespace Diesis.Servers.Clocks;

internal static class ClockManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "clock",
        Offers = [Offer.Of(WallClockContract.ExpectedHash)],
        Permissions = [Permission.Devices, Permission.WriteKernelLog],
        BudgetBytes = 1 << 20,
        Restart = RestartPolicy.OnFailure(),
    };
}
