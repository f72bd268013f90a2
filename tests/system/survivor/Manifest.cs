using Diesis.Contracts.Terminals;
using Diesis.Manifests;

namespace Diesis.Tests.Systems.Survivor;

internal static class Program
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "survivor",
        Wants = [Want.Of(TerminalContract.ExpectedHash)],
        Permissions = [Permission.WriteKernelLog, Permission.PowerOff],
    };
}
