using Diesis.Contracts.Displays;
using Diesis.Manifests;

namespace Diesis.Servers.Framebuffer;

internal static class FramebufferManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "framebuffer",
        Offers = [Offer.Of(DisplayContract.ExpectedHash)],
        Permissions = [Permission.Devices],
        // What is drawn in is as large as the screen: 4 bytes for each pixel of 2560 by 1600, and some.
        BudgetBytes = 24UL << 20,
        Restart = RestartPolicy.OnFailure(),
    };
}
