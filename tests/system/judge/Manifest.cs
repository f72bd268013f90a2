using Diesis.Contracts.Log;
using Diesis.Contracts.Processes;
using Diesis.Manifests;

namespace Diesis.Tests.Systems.Judge;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "judge",
        Wants = [Want.Of(LogContract.ExpectedHash), Want.Optional(ProcessesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
        Restart = RestartPolicy.OnFailure(stateBytes: 4096),
    };
}
