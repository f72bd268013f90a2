using Diesis.Contracts.Devices;
using Diesis.Contracts.Files;
using Diesis.Manifests;

namespace Diesis.Tests.Bench.Files;

internal static class FileBenchManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "file-bench",
        Wants = [Want.Of(VfsContract.ExpectedHash), Want.Of(BlockDevicesContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog, Permission.PowerOff],
        BudgetBytes = 32 << 20,
    };
}
