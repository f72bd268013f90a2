using Diesis.Contracts.Processes;
using Diesis.Manifests;

namespace Diesis.Servers.Processes;

internal static class ProcessesManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "processes",
        Offers = [Offer.Of(ProcessesContract.ExpectedHash)],
        Permissions = [Permission.StartPrograms],
        BudgetBytes = 32 << 20,
        Priority = 40,
        Restart = RestartPolicy.Always(),
    };
}
