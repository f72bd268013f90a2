using Diesis.Manifests;

namespace Diesis.Tests.Systems.Restarter;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "restarter",
        Permissions = [Permission.WriteKernelLog, Permission.PowerOff],
    };
}
