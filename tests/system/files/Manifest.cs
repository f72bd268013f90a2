using Diesis.Contracts.Broker;
using Diesis.Contracts.Files;
using Diesis.Manifests;

namespace Diesis.Tests.Systems.Files;

internal static class FilesJudgeManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "files-judge",
        Wants = [Want.Of(VfsContract.ExpectedHash), Want.Optional(BrokerContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog, Permission.PowerOff],
        BudgetBytes = 16 << 20,
    };
}
