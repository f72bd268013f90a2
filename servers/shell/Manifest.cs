using Diesis.Contracts.Broker;
using Diesis.Contracts.Files;
using Diesis.Contracts.Log;
using Diesis.Contracts.Processes;
using Diesis.Contracts.Serial;
using Diesis.Contracts.Terminals;
using Diesis.Manifests;

namespace Diesis.Servers.Shell;

internal static class ShellManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "shell",
        Wants =
        [
            Want.Optional(BrokerContract.ExpectedHash), Want.Optional(ProcessesContract.ExpectedHash), Want.Optional(LogContract.ExpectedHash),
            Want.Optional(VfsContract.ExpectedHash), Want.Optional(TerminalContract.ExpectedHash), Want.Optional(SerialLineContract.ExpectedHash),
        ],
        Permissions = [Permission.WriteKernelLog, Permission.ReadKernelLog, Permission.PowerOff],
        BudgetBytes = 64 << 20,
        // A mark, that lines were begun: Program.
        Restart = RestartPolicy.OnFailure(stateBytes: 1),
        // Lines may lie deep within each other: as jobs have it, too.
        StackPages = 255,
    };
}
