using Diesis.Contracts.Files;
using Diesis.Manifests;

namespace Diesis.Servers.Tmpfs;

internal static class TmpfsManifest
{
    internal static readonly Manifest Manifest = new()
    {
        Name = "tmpfs",
        Offers = [Offer.Of(FileSystemKind.Tmpfs)],
        BudgetBytes = BudgetBytes,
        Restart = RestartPolicy.Always(),
    };

    /// <summary>Half of it is for files, an eighth for pages of those that are mapped: see <c>Program</c>.</summary>
    private const ulong BudgetBytes = 32 << 20;
}
