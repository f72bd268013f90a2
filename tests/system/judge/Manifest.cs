using Diesis.Contracts.Broker;
using Diesis.Contracts.Log;
using Diesis.Contracts.Pager;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Manifests;

namespace Diesis.Tests.Systems.Judge;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "judge",
        Wants =
        [
            Want.Of(LogContract.ExpectedHash),
            Want.Of(ProcessesContract.ExpectedHash),
            Want.Of(PermissionsContract.ExpectedHash),
            Want.Of(PagerContract.ExpectedHash),
            Want.Of(Contracts.StreamerName.Value),
            Want.Of(Contracts.SpreadName.Value),
            Want.Optional(BrokerContract.ExpectedHash),
        ],
        Permissions = [Permission.WriteKernelLog],
        BudgetBytes = 12 << 20,
        Restart = RestartPolicy.OnFailure(stateBytes: 4096),
    };
}
