using Diesis.Manifests;

namespace Diesis.Samples;

internal static class VisitorManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "visitor",
        Wants = [Want.Of(GreeterContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
    };
}
