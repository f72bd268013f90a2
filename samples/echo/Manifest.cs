using Diesis.Contracts.Terminals;
using Diesis.Manifests;

namespace Diesis.Samples;

internal static class EchoManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "echo",
        Wants = [Want.Of(TerminalContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog],
    };
}
