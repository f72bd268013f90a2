using Diesis.Contracts.Serial;
using Diesis.Contracts.Terminals;
using Diesis.Manifests;

namespace Diesis.Servers.Terminals;

internal static class SerialTerminalManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "serial-terminal",
        Offers = [Offer.Of(TerminalContract.ExpectedHash)],
        Wants = [Want.Optional(SerialLineContract.ExpectedHash)],
        Restart = RestartPolicy.OnFailure(),
    };
}
