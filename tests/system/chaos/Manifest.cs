using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Manifests;
using Diesis.Tests.Systems.Contracts;

namespace Diesis.Tests.Systems.Chaos;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "chaos",
        Wants =
        [
            Want.Of(LogContract.ExpectedHash),
            Want.Of(PermissionsContract.ExpectedHash),
            Want.Of(ProcessesContract.ExpectedHash),
            Want.Of(LedgerName.Value),
        ],
        Permissions = [Permission.WriteKernelLog, Permission.ReadKernelLog, Permission.PowerOff, Permission.AllCores],
        BudgetBytes = 16 << 20,
    };
}
