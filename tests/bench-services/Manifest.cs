using Diesis.Contracts.Log;
using Diesis.Contracts.Permissions;
using Diesis.Contracts.Processes;
using Diesis.Manifests;

namespace Diesis.Tests.Bench.Services;

internal static class BenchManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "bench",
        Wants = [Want.Of(LogContract.ExpectedHash), Want.Of(PermissionsContract.ExpectedHash), Want.Of(ProcessesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog, Permission.ReadKernelLog],
        BudgetBytes = BudgetBytes,
    };

    /// <summary>Collections are measured in it, which come the less often the larger it is.</summary>
    public const ulong BudgetBytes = 256 << 20;
}
