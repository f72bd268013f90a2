using Diesis.Contracts.Displays;
using Diesis.Contracts.Input;
using Diesis.Contracts.Terminals;
using Diesis.Manifests;

namespace Diesis.Servers.Terminals;

internal static class TerminalManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "terminal",
        Offers = [Offer.Of(TerminalContract.ExpectedHash)],
        Wants =
        [
            Want.Optional(DisplayContract.ExpectedHash),
            Want.Optional(InputDeviceContract.ExpectedHash),
        ],
        // Cells of the screen and of a thousand lines that have scrolled away.
        BudgetBytes = 16UL << 20,
        Restart = RestartPolicy.OnFailure(),
    };
}
